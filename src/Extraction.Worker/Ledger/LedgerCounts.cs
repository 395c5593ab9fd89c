namespace Extraction.Worker.Ledger;

/// <summary>What the ledger holds.</summary>
/// <param name="Results">Documents finished.</param>
/// <param name="Events">Events recorded.</param>
/// <param name="UnsentEvents">Of these, not yet sent.</param>
/// <param name="Completions">Model replies kept.</param>
/// <param name="UnfinishedAttempts">Attempts under way, or cut off.</param>
internal sealed record LedgerCounts(long Results, long Events, long UnsentEvents, long Completions, long UnfinishedAttempts);
