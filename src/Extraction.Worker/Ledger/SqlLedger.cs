using Dapper;

namespace Extraction.Worker.Ledger;

/// <summary>The ledger in SQL that SQLite and PostgreSQL both take.</summary>
internal sealed class SqlLedger(ILedgerDatabase database, TimeProvider time) : ILedger
{
    public Task<int> MigrateAsync(CancellationToken cancellationToken) => database.WriteAsync(LedgerSchema.Migrate, cancellationToken);

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
            new { attemptId, outcome = outcome.ToString(), sentence, at = Now() },
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

        IReadOnlyList<OutgoingEvent> Reopen(System.Data.Common.DbConnection connection, System.Data.Common.DbTransaction transaction)
        {
            connection.Execute("UPDATE outbox SET sent_at = NULL WHERE document_sha256 = @DocumentSha256 AND recipe = @Recipe", key, transaction);
            return connection.Query<OutgoingEvent>(
                "SELECT event_id AS Id, subject AS Subject, body AS Body FROM outbox WHERE document_sha256 = @DocumentSha256 AND recipe = @Recipe ORDER BY event_id",
                key,
                transaction).AsList();
        }
    }

    public Task RecordAsync(ResultKey key, string documentId, IReadOnlyList<OutgoingEvent> events, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) =>
        {
            long at = Now();
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
                    INSERT INTO outbox (event_id, document_sha256, recipe, subject, body, recorded_at) VALUES (@Id, @DocumentSha256, @Recipe, @Subject, @Body, @at)
                    ON CONFLICT DO NOTHING
                    """,
                    events.Select(one => new { one.Id, key.DocumentSha256, key.Recipe, one.Subject, one.Body, at }),
                    transaction);
            }

            return written;
        },
        cancellationToken);

    public Task<IReadOnlyList<OutgoingEvent>> UnsentAsync(int limit, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<OutgoingEvent>>(
        connection => connection.Query<OutgoingEvent>(
            "SELECT event_id AS Id, subject AS Subject, body AS Body FROM outbox WHERE sent_at IS NULL ORDER BY recorded_at LIMIT @limit",
            new { limit }).AsList(),
        cancellationToken);

    public Task MarkSentAsync(IReadOnlyList<string> eventIds, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            "UPDATE outbox SET sent_at = @at WHERE event_id = @id",
            eventIds.Select(id => new { id, at = Now() }),
            transaction),
        cancellationToken);

    public Task<StoredCompletion?> FindCompletionAsync(string key, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<StoredCompletion?>(
            "SELECT completion_key AS Key, model AS Model, reply AS Reply, usage_json AS UsageJson FROM completions WHERE completion_key = @key",
            new { key }),
        cancellationToken);

    public Task StoreCompletionAsync(StoredCompletion completion, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.Execute(
            """
            INSERT INTO completions (completion_key, model, reply, usage_json, stored_at) VALUES (@Key, @Model, @Reply, @UsageJson, @at)
            ON CONFLICT DO NOTHING
            """,
            new { completion.Key, completion.Model, completion.Reply, completion.UsageJson, at = Now() },
            transaction),
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

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
