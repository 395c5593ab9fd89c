using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Extraction.Worker.Ledger;

/// <summary>The ledger in SQL that SQLite and PostgreSQL both take.</summary>
internal sealed partial class SqlLedger(ILedgerDatabase database, TimeProvider time, ILogger<SqlLedger>? log = null) : ILedger
{
    private const int KeysAtOnce = 400;

    /// <summary>A worker that was not heard of for a day (in milliseconds) is forgotten.</summary>
    private const long WorkersKept = 24L * 60 * 60 * 1000;

    private readonly ILogger _logger = log ?? NullLogger<SqlLedger>.Instance;
    private long _audited;

    public Task<int> MigrateAsync(CancellationToken cancellationToken) => database.WriteAloneAsync(LedgerSchema.Migrate, cancellationToken);

    public Task<string?> FindDamageAsync(CancellationToken cancellationToken) => database.FindDamageAsync(cancellationToken);

    public Task<AttemptHistory> BeginAttemptAsync(string messageKey, string documentId, string worker, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        string attemptId = Guid.CreateVersion7(now).ToString("N");
        return database.WriteAsync(
            (connection, transaction) =>
            {
                (long unfinished, long failed) = connection.QuerySingle<(long, long)>(
                    """
                    SELECT COALESCE(SUM(CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END), 0), COALESCE(SUM(CASE WHEN outcome = 'Failed' THEN 1 ELSE 0 END), 0)
                    FROM attempts WHERE message_key = @messageKey
                    """,
                    new { messageKey },
                    transaction);
                connection.Execute(
                    "INSERT INTO attempts (attempt_id, message_key, document_id, worker, started_at) VALUES (@attemptId, @messageKey, @documentId, @worker, @at)",
                    new { attemptId, messageKey, documentId, worker, at = now.ToUnixTimeMilliseconds() },
                    transaction);
                return new AttemptHistory(attemptId, (int)unfinished, (int)failed);
            },
            cancellationToken);
    }

    public Task EndAttemptAsync(string attemptId, AttemptOutcome outcome, string? sentence, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE attempts SET ended_at = @at, outcome = @outcome, sentence = @sentence WHERE attempt_id = @attemptId",
            new { attemptId, outcome = outcome.ToString(), sentence = StorableOrNull(sentence), at = Now() },
            transaction),
        cancellationToken);

    public async Task<IReadOnlyList<OutgoingEvent>?> ReopenResultAsync(ResultKey key, CancellationToken cancellationToken)
    {
        bool finished = await database.ReadAsync(
            connection => connection.ExecuteScalar<long>(
                "SELECT COUNT(*) FROM results WHERE document_sha256 = @DocumentSha256 AND recipe = @Recipe",
                key) > 0,
            cancellationToken);
        return finished ? await database.WriteAsync(Reopen, cancellationToken) : null;

        IReadOnlyList<OutgoingEvent>? Reopen(DbConnection connection, DbTransaction transaction)
        {
            connection.Execute("UPDATE outbox SET sent_at = NULL WHERE document_sha256 = @DocumentSha256 AND recipe = @Recipe", key, transaction);
            List<OutboxRow> rows = connection.Query<OutboxRow>(
                OutboxRow.Select + " WHERE document_sha256 = @DocumentSha256 AND recipe = @Recipe ORDER BY event_id", key, transaction).AsList();
            return rows.Find(row => !row.IsWhole) is { } damaged ? Forget(connection, transaction, damaged) : [.. rows.Select(row => row.ToEvent())];
        }
    }

    /// <summary>A result with a damaged event is as if it had never been: whoever asks for it reads the document again.</summary>
    private IReadOnlyList<OutgoingEvent>? Forget(DbConnection connection, DbTransaction transaction, OutboxRow damaged)
    {
        _logger.DamagedEvent(damaged.Id, damaged.DocumentSha256);
        connection.Execute("DELETE FROM outbox WHERE event_id = @Id OR (document_sha256 = @DocumentSha256 AND recipe = @Recipe)", damaged, transaction);
        connection.Execute("DELETE FROM results WHERE document_sha256 = @DocumentSha256 AND recipe = @Recipe", damaged, transaction);
        return null;
    }

    public Task RecordAsync(ResultKey key, string documentId, IReadOnlyList<OutgoingEvent> events, TextMark? text, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            long at = Now();
            if (text is not null)
            {
                RecordText(connection, transaction, key.DocumentSha256, text, at);
            }

            int written = connection.Execute(
                """
                INSERT INTO results (document_sha256, recipe, document_id, recorded_at, events) VALUES (@DocumentSha256, @Recipe, @documentId, @at, @Count)
                ON CONFLICT DO NOTHING
                """,
                new { key.DocumentSha256, key.Recipe, documentId, at, events.Count },
                transaction);
            if (written == 1)
            {
                connection.Execute(
                    """
                    INSERT INTO outbox (event_id, document_sha256, recipe, subject, body, recorded_at, checksum) VALUES (@Id, @DocumentSha256, @Recipe, @Subject, @Body, @at, @checksum)
                    ON CONFLICT DO NOTHING
                    """,
                    events.Select(one => Row(one with { Subject = Storable(one.Subject), Body = Storable(one.Body) })),
                    transaction);
            }

            return written;

            object Row(OutgoingEvent one) => new
            {
                one.Id,
                key.DocumentSha256,
                key.Recipe,
                one.Subject,
                one.Body,
                at,
                checksum = OutboxRow.Sum(one.Id, key.DocumentSha256, key.Recipe, one.Subject, one.Body),
            };
        },
        cancellationToken);

    public async Task<IReadOnlyList<OutgoingEvent>> UnsentAsync(DateTimeOffset recordedBy, int limit, CancellationToken cancellationToken)
    {
        while (true)
        {
            List<OutboxRow> rows = await database.ReadAsync(
                connection => connection.Query<OutboxRow>(
                    OutboxRow.Select + " WHERE sent_at IS NULL AND recorded_at <= @by ORDER BY recorded_at LIMIT @limit",
                    new { by = recordedBy.ToUnixTimeMilliseconds(), limit }).AsList(),
                cancellationToken);
            if (rows.Find(row => !row.IsWhole) is not { } damaged)
            {
                return [.. rows.Select(row => row.ToEvent())];
            }

            await database.WriteAsync((connection, transaction) => Forget(connection, transaction, damaged), cancellationToken);
        }
    }

    public async Task<IReadOnlyList<SentEvent>> SentAsync(SentPlace after, int limit, CancellationToken cancellationToken)
    {
        List<OutboxRow> rows = await database.ReadAsync(
            connection => connection.Query<OutboxRow>(
                OutboxRow.Select + " WHERE sent_at IS NOT NULL AND (sent_at, event_id) > (@SentAt, @Id) ORDER BY sent_at, event_id LIMIT @limit",
                new { after.SentAt, after.Id, limit }).AsList(),
            cancellationToken);
        return [.. rows.Select(row => new SentEvent(row.Id, row.IsWhole ? row.Body : null, row.SentAt!.Value))];
    }

    public Task MarkSentAsync(IReadOnlyList<string> eventIds, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE outbox SET sent_at = @at WHERE event_id = @id",
            eventIds.Select(id => new { id, at = Now() }),
            transaction),
        cancellationToken);

    public async Task<StoredCompletion?> FindCompletionAsync(string key, CancellationToken cancellationToken)
    {
        CompletionRow? row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<CompletionRow?>(CompletionRow.Select + " WHERE completion_key = @key", new { key }), cancellationToken);
        if (row is null or { IsWhole: true })
        {
            return row?.ToCompletion();
        }

        _logger.DamagedReply(key);
        await database.WriteAsync(
            (connection, transaction) => connection.Execute("DELETE FROM completions WHERE completion_key = @key", new { key }, transaction), cancellationToken);
        return null;
    }

    public Task StoreCompletionAsync(StoredCompletion completion, CancellationToken cancellationToken)
    {
        string reply = Storable(completion.Reply);
        long checksum = CompletionRow.Sum(completion.Key, completion.Model, reply, completion.UsageJson);
        return database.WriteAsync(
            (connection, transaction) => connection.Execute(
                """
                INSERT INTO completions (completion_key, model, reply, usage_json, stored_at, checksum) VALUES (@Key, @Model, @reply, @UsageJson, @at, @checksum)
                ON CONFLICT DO NOTHING
                """,
                new { completion.Key, completion.Model, reply, completion.UsageJson, at = Now(), checksum },
                transaction),
            cancellationToken);
    }

    public Task<IReadOnlyList<AttemptRecord>> AttemptsAsync(IReadOnlyCollection<string> messageKeys, CancellationToken cancellationToken) =>
        InPartsAsync<AttemptRecord>(
            """
            SELECT attempt_id AS AttemptId, message_key AS MessageKey, document_id AS DocumentId, worker AS Worker, started_at AS StartedAt, ended_at AS EndedAt,
                   outcome AS Outcome, sentence AS Sentence
            FROM attempts WHERE message_key IN (@keys) ORDER BY started_at, attempt_id
            """,
            messageKeys,
            cancellationToken);

    public Task AppendAuditAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "INSERT INTO audit (audit_id, at, who, action, subject, why, detail, checksum) VALUES (@Id, @At, @Who, @Action, @Subject, @Why, @Detail, @Checksum)",
            entries.Select(one => AuditRow.Of(AuditId(one.At), one with { Subject = Storable(one.Subject), Why = Storable(one.Why), Detail = Storable(one.Detail) })),
            transaction),
        cancellationToken);

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(IReadOnlyCollection<string> subjects, CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditRow> rows = await InPartsAsync<AuditRow>(
            AuditRow.Select + " WHERE subject IN (@keys) ORDER BY at, audit_id", [.. subjects.Select(Storable)], cancellationToken);
        return [.. rows.Select(row => row.ToEntry())];
    }

    public async Task<IReadOnlyList<AuditEntry>> RecentAuditAsync(int limit, CancellationToken cancellationToken)
    {
        List<AuditRow> rows = await database.ReadAsync(
            connection => connection.Query<AuditRow>(AuditRow.Select + " ORDER BY at DESC, audit_id DESC LIMIT @limit", new { limit }).AsList(), cancellationToken);
        return [.. rows.Select(row => row.ToEntry())];
    }

    public Task ReportWorkerAsync(WorkerReport report, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            connection.Execute("DELETE FROM workers WHERE seen_at < @old", new { old = report.SeenAt - WorkersKept }, transaction);
            return connection.Execute(
                """
                INSERT INTO workers (worker, started_at, seen_at, state, sentence, in_hand, finished, dead_lettered)
                VALUES (@Worker, @StartedAt, @SeenAt, @State, @Sentence, @InHand, @Finished, @DeadLettered)
                ON CONFLICT (worker) DO UPDATE SET started_at = excluded.started_at, seen_at = excluded.seen_at, state = excluded.state,
                    sentence = excluded.sentence, in_hand = excluded.in_hand, finished = excluded.finished, dead_lettered = excluded.dead_lettered
                """,
                report with { Sentence = StorableOrNull(report.Sentence) },
                transaction);
        },
        cancellationToken);

    public Task ForgetWorkerAsync(string worker, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute("DELETE FROM workers WHERE worker = @worker", new { worker }, transaction), cancellationToken);

    public Task<IReadOnlyList<WorkerReport>> WorkersAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<WorkerReport>>(
        connection => connection.Query<WorkerReport>(
            """
            SELECT worker AS Worker, started_at AS StartedAt, seen_at AS SeenAt, state AS State, sentence AS Sentence, in_hand AS InHand,
                   finished AS Finished, dead_lettered AS DeadLettered
            FROM workers ORDER BY worker
            """).AsList(),
        cancellationToken);

    public Task<LedgerCounts> CountAsync(CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingle<LedgerCounts>(
            """
            SELECT (SELECT COUNT(*) FROM results) AS Results, (SELECT COUNT(*) FROM outbox) AS Events,
                   (SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL) AS UnsentEvents, (SELECT COUNT(*) FROM completions) AS Completions,
                   (SELECT COUNT(*) FROM attempts WHERE ended_at IS NULL) AS UnfinishedAttempts
            """),
        cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <summary>Runs a query for many keys, some at a time: databases bound how many parameters a statement has. Each part is in the query's order.</summary>
    private Task<IReadOnlyList<T>> InPartsAsync<T>(string sql, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<T>>(
            connection =>
            {
                List<T> all = [];
                foreach (string[] part in keys.Distinct(StringComparer.Ordinal).Chunk(KeysAtOnce))
                {
                    DynamicParameters parameters = new();
                    string[] names = [.. part.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@key{i}"))];
                    for (int i = 0; i < part.Length; i++)
                    {
                        parameters.Add(names[i], part[i]);
                    }

                    all.AddRange(connection.Query<T>(sql.Replace("@keys", string.Join(", ", names), StringComparison.Ordinal), parameters));
                }

                return all;
            },
            cancellationToken);

    private static string? StorableOrNull(string? text) => text is null ? null : Storable(text);

    /// <summary>A zero character or half a surrogate pair, which a model may write, has no place in a PostgreSQL text; it becomes U+FFFD.</summary>
    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');

    /// <summary>Ids that sort as the entries were written, also within one millisecond, and that no other worker writes.</summary>
    private string AuditId(DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds():D14}-{Interlocked.Increment(ref _audited):D9}-{Guid.NewGuid():N}");

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
