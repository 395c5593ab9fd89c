using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.LanguageModels.Completions;
using Extraction.Worker.Ledger;

namespace Extraction.Worker.Pipeline;

/// <summary>Keeps paid replies in the ledger.</summary>
internal sealed class LedgerCompletions(ILedger ledger) : ICompletionStore
{
    private readonly LedgerReady _ready = new(ledger);

    public async Task<PaidReply?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken);
        return await ledger.FindCompletionAsync(key, cancellationToken) is { } stored
            ? new PaidReply(stored.Model, stored.Reply, JsonSerializer.Deserialize<ModelUsage>(stored.UsageJson, ContractJson.Options) ?? ModelUsage.None)
            : null;
    }

    public async Task StoreAsync(string key, PaidReply reply, CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken);
        await ledger.StoreCompletionAsync(
            new StoredCompletion(key, reply.Model, reply.Text, JsonSerializer.Serialize(reply.Usage, ContractJson.Options)), cancellationToken);
    }
}
