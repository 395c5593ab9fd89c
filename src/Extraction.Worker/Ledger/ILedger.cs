namespace Extraction.Worker.Ledger;

/// <summary>What the workers remember: attempts, paid replies, results, and the events that must go out.</summary>
internal interface ILedger : IAsyncDisposable
{
    /// <summary>Brings the tables up to date; returns how many migrations ran.</summary>
    Task<int> MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Reads the whole ledger, where it is a file that only this program keeps; a server verifies its own files.</summary>
    /// <returns>One sentence on what is damaged and what to do, or null. Once damage is found, nothing is read or written.</returns>
    /// <exception cref="LedgerUnavailableException">The ledger cannot be read now.</exception>
    Task<string?> FindDamageAsync(CancellationToken cancellationToken);

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
    /// <param name="key">What decides the result.</param>
    /// <param name="documentId">The crawler's document id.</param>
    /// <param name="events">What goes out.</param>
    /// <param name="text">By what the text is found again in another wrapping; null where it need not be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task RecordAsync(ResultKey key, string documentId, IReadOnlyList<OutgoingEvent> events, TextMark? text, CancellationToken cancellationToken);

    /// <summary>Texts with these facts (see <see cref="TextMark"/>) that were finished under a recipe, oldest first.</summary>
    Task<IReadOnlyList<KnownText>> KnownTextsAsync(string facts, string recipe, CancellationToken cancellationToken);

    /// <summary>Notes that a document holds the text of another one, whose events stand for both.</summary>
    Task LinkDuplicateAsync(string documentSha256, string documentId, string originalSha256, CancellationToken cancellationToken);

    /// <summary>The document whose text this one repeats, or null.</summary>
    Task<string?> OriginalOfAsync(string documentSha256, CancellationToken cancellationToken);

    /// <summary>Events that were recorded at that time or before and not yet sent, oldest first.</summary>
    Task<IReadOnlyList<OutgoingEvent>> UnsentAsync(DateTimeOffset recordedBy, int limit, CancellationToken cancellationToken);

    /// <summary>Events that were sent after that place, in the order of their sending.</summary>
    Task<IReadOnlyList<SentEvent>> SentAsync(SentPlace after, int limit, CancellationToken cancellationToken);

    /// <summary>Notes that events were sent.</summary>
    Task MarkSentAsync(IReadOnlyList<string> eventIds, CancellationToken cancellationToken);

    /// <summary>A reply that was paid before, or null.</summary>
    Task<StoredCompletion?> FindCompletionAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps a paid reply.</summary>
    Task StoreCompletionAsync(StoredCompletion completion, CancellationToken cancellationToken);

    /// <summary>Adds what model calls took; returns what the day has cost so far, in thousand-millionths of the currency.</summary>
    Task<long> AddSpendingAsync(SpendingRow row, CancellationToken cancellationToken);

    /// <summary>What a day (<c>2026-11-26</c>) has cost so far, in thousand-millionths of the currency.</summary>
    Task<long> SpentOnDayAsync(string day, CancellationToken cancellationToken);

    /// <summary>What a document took under a recipe, or null where it took nothing.</summary>
    Task<SpendingTotal?> SpentOnDocumentAsync(ResultKey key, CancellationToken cancellationToken);

    /// <summary>Spending since a day, added up: days newest first, anything else the dearest first.</summary>
    Task<IReadOnlyList<SpendingTotal>> SpendingAsync(SpendingBy by, string sinceDay, int limit, CancellationToken cancellationToken);

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

    /// <summary>Writes how a worker is, over what it wrote before; and forgets workers that were not heard of for a day.</summary>
    Task ReportWorkerAsync(WorkerReport report, CancellationToken cancellationToken);

    /// <summary>A worker has ended as it should: it is listed no more.</summary>
    Task ForgetWorkerAsync(string worker, CancellationToken cancellationToken);

    /// <summary>The workers that share this ledger, by name: those that run, and those that ended without a word.</summary>
    Task<IReadOnlyList<WorkerReport>> WorkersAsync(CancellationToken cancellationToken);

    /// <summary>What the ledger holds.</summary>
    Task<LedgerCounts> CountAsync(CancellationToken cancellationToken);
}
