namespace Extraction.Worker.Ledger;

/// <summary>The ledger cannot be used now: no document is to blame. The message is one sentence that says what to do.</summary>
internal sealed class LedgerUnavailableException(string message, Exception inner) : Exception(message, inner);
