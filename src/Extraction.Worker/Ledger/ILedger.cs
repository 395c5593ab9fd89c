namespace Extraction.Worker.Ledger;

/// <summary>What the workers remember: attempts, paid replies, results, and the events that must go out.</summary>
internal interface ILedger : IAsyncDisposable
{
    /// <summary>Brings the tables up to date; returns how many migrations ran.</summary>
    Task<int> MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Writes, before anything of the document is opened, that it is being tried.</summary>
    /// <param name="messageKey">The message, and which replay of it.</param>
    /// <param name="documentId">The crawler's document id.</param>
    /// <param name="worker">Who tries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<AttemptHistory> BeginAttemptAsync(string messageKey, string documentId, string worker, CancellationToken cancellationToken);

    /// <summary>Writes how an attempt ended.</summary>
    Task EndAttemptAsync(string attemptId, AttemptOutcome outcome, string? sentence, CancellationToken cancellationToken);

    /// <summary>The events of a finished document, or null where it was not finished under this recipe. They count as unsent again.</summary>
    Task<IReadOnlyList<OutgoingEvent>?> ReopenResultAsync(ResultKey key, CancellationToken cancellationToken);

    /// <summary>Writes a result and its events in one transaction. Where the same result is there already, it stays as it is.</summary>
    Task RecordAsync(ResultKey key, string documentId, IReadOnlyList<OutgoingEvent> events, CancellationToken cancellationToken);

    /// <summary>Events that were recorded and not yet sent, oldest first.</summary>
    Task<IReadOnlyList<OutgoingEvent>> UnsentAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Notes that events were sent.</summary>
    Task MarkSentAsync(IReadOnlyList<string> eventIds, CancellationToken cancellationToken);

    /// <summary>A reply that was paid before, or null.</summary>
    Task<StoredCompletion?> FindCompletionAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps a paid reply.</summary>
    Task StoreCompletionAsync(StoredCompletion completion, CancellationToken cancellationToken);

    /// <summary>All attempts of these messages, each message's oldest first.</summary>
    /// <param name="messageKeys">As <see cref="AttemptKey.Of"/> writes them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<AttemptRecord>> AttemptsAsync(IReadOnlyCollection<string> messageKeys, CancellationToken cancellationToken);

    /// <summary>Writes down what operators did, all or nothing.</summary>
    Task AppendAuditAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);

    /// <summary>What operators did to these subjects, each subject's oldest first.</summary>
    Task<IReadOnlyList<AuditEntry>> AuditAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken);

    /// <summary>What operators did last, newest first.</summary>
    Task<IReadOnlyList<AuditEntry>> RecentAuditAsync(int limit, CancellationToken cancellationToken);

    /// <summary>What the ledger holds.</summary>
    Task<LedgerCounts> CountAsync(CancellationToken cancellationToken);
}
