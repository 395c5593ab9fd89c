namespace Extraction.Worker.LanguageModels.Completions;

/// <summary>Where replies that were paid for are kept, so that none is paid twice.</summary>
internal interface ICompletionStore
{
    /// <summary>The reply to a question that was asked before, or null.</summary>
    /// <param name="key">As <see cref="CompletionKey.Of"/> makes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<PaidReply?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps a reply that fits its schema. Failures are never kept.</summary>
    Task StoreAsync(string key, PaidReply reply, CancellationToken cancellationToken);
}
