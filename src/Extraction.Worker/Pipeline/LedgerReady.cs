using Extraction.Worker.Ledger;

namespace Extraction.Worker.Pipeline;

/// <summary>Brings the ledger up to date before its first use, for verbs that run without the worker.</summary>
internal sealed class LedgerReady(ILedger ledger)
{
    private volatile bool _isReady;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (!_isReady)
        {
            await ledger.MigrateAsync(cancellationToken);
            _isReady = true;
        }
    }
}
