namespace Extraction.Worker.Ledger;

/// <summary>The ledger cannot be used now: no document is to blame. The message is one sentence that says what to do, and never holds a password.</summary>
internal sealed class LedgerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
