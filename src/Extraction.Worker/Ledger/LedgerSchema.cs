using System.Data.Common;
using Dapper;

namespace Extraction.Worker.Ledger;

/// <summary>The ledger's tables, brought up to date step by step at start. Times are milliseconds since 1970-01-01 UTC.</summary>
internal static class LedgerSchema
{
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE attempts (
            attempt_id TEXT NOT NULL PRIMARY KEY,
            message_key TEXT NOT NULL,
            document_id TEXT NOT NULL,
            worker TEXT NOT NULL,
            started_at BIGINT NOT NULL,
            ended_at BIGINT NULL,
            outcome TEXT NULL,
            sentence TEXT NULL);
        CREATE INDEX attempts_by_message ON attempts (message_key);
        CREATE TABLE completions (
            completion_key TEXT NOT NULL PRIMARY KEY,
            model TEXT NOT NULL,
            reply TEXT NOT NULL,
            usage_json TEXT NOT NULL,
            stored_at BIGINT NOT NULL);
        CREATE TABLE results (
            document_sha256 TEXT NOT NULL,
            recipe TEXT NOT NULL,
            document_id TEXT NOT NULL,
            recorded_at BIGINT NOT NULL,
            events INTEGER NOT NULL,
            PRIMARY KEY (document_sha256, recipe));
        CREATE TABLE outbox (
            event_id TEXT NOT NULL PRIMARY KEY,
            document_sha256 TEXT NOT NULL,
            recipe TEXT NOT NULL,
            subject TEXT NOT NULL,
            body TEXT NOT NULL,
            recorded_at BIGINT NOT NULL,
            sent_at BIGINT NULL);
        CREATE INDEX outbox_unsent ON outbox (recorded_at) WHERE sent_at IS NULL;
        CREATE INDEX outbox_by_result ON outbox (document_sha256, recipe);
        CREATE TABLE audit (
            audit_id TEXT NOT NULL PRIMARY KEY,
            at BIGINT NOT NULL,
            who TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            why TEXT NOT NULL,
            detail TEXT NOT NULL);
        """,
        """
        CREATE INDEX audit_by_subject ON audit (subject);
        CREATE INDEX audit_by_time ON audit (at);
        """,
        """
        CREATE TABLE texts (
            document_sha256 TEXT NOT NULL PRIMARY KEY,
            facts TEXT NOT NULL,
            sketch TEXT NOT NULL,
            recorded_at BIGINT NOT NULL);
        CREATE INDEX texts_by_facts ON texts (facts);
        CREATE TABLE duplicates (
            document_sha256 TEXT NOT NULL,
            document_id TEXT NOT NULL,
            original_sha256 TEXT NOT NULL,
            recorded_at BIGINT NOT NULL,
            PRIMARY KEY (document_sha256, document_id));
        """,
        """
        CREATE TABLE workers (
            worker TEXT NOT NULL PRIMARY KEY,
            started_at BIGINT NOT NULL,
            seen_at BIGINT NOT NULL,
            state TEXT NOT NULL,
            sentence TEXT NULL,
            in_hand BIGINT NOT NULL,
            finished BIGINT NOT NULL,
            dead_lettered BIGINT NOT NULL);
        CREATE INDEX outbox_by_sending ON outbox (sent_at, event_id) WHERE sent_at IS NOT NULL;
        """,
        """
        CREATE TABLE spending (
            document_sha256 TEXT NOT NULL,
            recipe TEXT NOT NULL,
            day TEXT NOT NULL,
            prompt TEXT NOT NULL,
            prompt_version TEXT NOT NULL,
            model TEXT NOT NULL,
            document_id TEXT NOT NULL,
            calls BIGINT NOT NULL,
            input_tokens BIGINT NOT NULL,
            output_tokens BIGINT NOT NULL,
            cached_tokens BIGINT NOT NULL,
            cost_nanos BIGINT NOT NULL,
            currency TEXT NOT NULL,
            PRIMARY KEY (document_sha256, recipe, day, prompt, prompt_version, model));
        CREATE INDEX spending_by_day ON spending (day);
        CREATE TABLE spending_days (
            day TEXT NOT NULL PRIMARY KEY,
            cost_nanos BIGINT NOT NULL);
        """,
        """
        ALTER TABLE spending ADD COLUMN failed_calls BIGINT NOT NULL DEFAULT 0;
        """,
        """
        ALTER TABLE completions ADD COLUMN checksum BIGINT NULL;
        ALTER TABLE outbox ADD COLUMN checksum BIGINT NULL;
        ALTER TABLE audit ADD COLUMN checksum BIGINT NULL;
        """,
    ];

    /// <summary>Runs the migrations that this database has not seen yet.</summary>
    public static int Migrate(DbConnection connection, DbTransaction transaction)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER NOT NULL PRIMARY KEY)", transaction: transaction);
        int done = connection.ExecuteScalar<int>("SELECT COALESCE(MAX(number), 0) FROM migrations", transaction: transaction);
        if (done > Migrations.Length)
        {
            throw new LedgerUnavailableException($"The ledger was written by a newer worker (migration {done}, this one knows {Migrations.Length}); update this worker.");
        }

        for (int number = done + 1; number <= Migrations.Length; number++)
        {
            connection.Execute(Migrations[number - 1], transaction: transaction);
            connection.Execute("INSERT INTO migrations (number) VALUES (@number)", new { number }, transaction);
        }

        return Migrations.Length - done;
    }
}
