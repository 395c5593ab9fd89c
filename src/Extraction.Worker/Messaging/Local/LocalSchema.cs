using Microsoft.Data.Sqlite;

namespace Extraction.Worker.Messaging.Local;

/// <summary>
/// The tables of the file. A queue of number n keeps its messages under 2n and its dead letters under 2n + 1, so a dead letter is a message
/// that changed its queue. Bodies stand apart, so that locking and settling rewrite small rows only. Every question asked while working
/// is answered from an index, so the file may hold a million messages at no cost in memory or start-up time.
/// </summary>
internal static class LocalSchema
{
    /// <summary>Marks the file as one of this product ("EXMQ").</summary>
    private const int ApplicationId = 0x45584D51;

    /// <summary>What makes each version from the one before; the first from an empty file.</summary>
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE clock(id INTEGER PRIMARY KEY CHECK (id = 1), boot TEXT NOT NULL, steady_ms INTEGER NOT NULL, utc_ms INTEGER NOT NULL);
        CREATE TABLE queues(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

        -- state: 0 ready, 1 locked, 2 delayed retry, 3 behind an earlier message of its key, 4 scheduled by its sender
        -- due: when the lock ends, or when the message becomes ready; fence: rises with every lock, so a stale holder can be told
        CREATE TABLE messages(
            seq INTEGER PRIMARY KEY AUTOINCREMENT, queue INTEGER NOT NULL, state INTEGER NOT NULL, due INTEGER, fence INTEGER NOT NULL DEFAULT 0,
            deliveries INTEGER NOT NULL DEFAULT 0, id TEXT NOT NULL, ordering_key TEXT, expires INTEGER, enqueued INTEGER NOT NULL);
        CREATE INDEX messages_by_state ON messages(queue, state, seq);
        CREATE INDEX messages_by_due ON messages(queue, due) WHERE due IS NOT NULL;
        CREATE INDEX messages_by_expiry ON messages(queue, expires) WHERE expires IS NOT NULL;
        CREATE INDEX messages_by_key ON messages(queue, ordering_key, state, seq) WHERE ordering_key IS NOT NULL;
        CREATE TABLE contents(seq INTEGER PRIMARY KEY, headers TEXT, checksum INTEGER NOT NULL, body BLOB NOT NULL);

        CREATE TABLE seen(number INTEGER PRIMARY KEY, queue INTEGER NOT NULL, duplicate_key TEXT NOT NULL, at INTEGER NOT NULL);
        CREATE UNIQUE INDEX seen_by_key ON seen(queue, duplicate_key);

        CREATE TABLE events(
            position INTEGER PRIMARY KEY AUTOINCREMENT, topic INTEGER NOT NULL, id TEXT NOT NULL, published INTEGER NOT NULL,
            headers TEXT, body BLOB NOT NULL);
        CREATE UNIQUE INDEX events_by_id ON events(topic, id);
        CREATE INDEX events_by_time ON events(topic, published);
        """,
        "ALTER TABLE events ADD COLUMN checksum INTEGER;",
    ];

    /// <summary>Creates the tables in an empty file, or brings a file of ours up to date.</summary>
    /// <exception cref="MessagingException">The file is another program's, or a newer worker's.</exception>
    public static void Ensure(SqliteConnection connection, string path)
    {
        if (IsUpToDate(connection))
        {
            return;
        }

        Run(connection, "PRAGMA journal_mode=WAL");
        Run(connection, "BEGIN IMMEDIATE");
        long version = Ask(connection, "PRAGMA user_version");
        bool ours = Ask(connection, "PRAGMA application_id") == ApplicationId || Ask(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!ours || version > Versions.Length)
        {
            Run(connection, "ROLLBACK");
            throw new MessagingException(ours
                ? $"The queue file {path} was written by a newer worker; update this worker, or set Messaging:Local:Path to another file."
                : $"The file {path} is a database, but not a queue file; set Messaging:Local:Path to another file.");
        }

        Create(connection, version);
        Run(connection, "COMMIT");
    }

    /// <summary>Makes the tables, from a version on.</summary>
    public static void Create(SqliteConnection connection, long version = 0)
    {
        foreach (string step in Versions.Skip((int)version))
        {
            Run(connection, step);
        }

        Run(connection, FormattableString.Invariant($"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Versions.Length}"));
    }

    private static bool IsUpToDate(SqliteConnection connection) =>
        Ask(connection, "PRAGMA user_version") == Versions.Length && Ask(connection, "PRAGMA application_id") == ApplicationId;

    public static void Run(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long answer ? answer : 0;
    }
}
