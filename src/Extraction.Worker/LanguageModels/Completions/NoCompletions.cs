namespace Extraction.Worker.LanguageModels.Completions;

/// <summary>Keeps nothing.</summary>
internal sealed class NoCompletions : ICompletionStore
{
    public Task<PaidReply?> FindAsync(string key, CancellationToken cancellationToken) => Task.FromResult<PaidReply?>(null);

    public Task StoreAsync(string key, PaidReply reply, CancellationToken cancellationToken) => Task.CompletedTask;
}
