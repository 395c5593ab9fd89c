using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Messaging.Local;

/// <summary>The writer's open file: its statements, its clock, and what it needs to know within the current transaction.</summary>
internal sealed class LocalSession : IDisposable
{
    private readonly Dictionary<string, long> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _topics = new(StringComparer.Ordinal);
    private readonly string _path;

    private LocalSession(string path, Statements statements, LocalClock clock)
    {
        _path = path;
        Statements = statements;
        Clock = clock;
    }

    public Statements Statements { get; }

    public LocalClock Clock { get; }

    /// <summary>The time of the current transaction, by the file's clock.</summary>
    public long Now { get; private set; }

    /// <summary>Whether the current transaction gave receivers or readers something to look at.</summary>
    public bool MadeAvailable { get; set; }

    public static LocalSession Open(MessagingOptions options, TimeProvider time, ILogger logger)
    {
        SqliteConnection connection = LocalConnection.Open(options.Local, logger);
        Statements statements = new(connection);
        try
        {
            statements.Run("BEGIN IMMEDIATE");
            LocalClock clock = LocalClock.Establish(time, statements);
            if (options.CreateTopology)
            {
                statements.Run("INSERT OR IGNORE INTO queues(name) VALUES (?)", options.Queue);
                statements.Run("INSERT OR IGNORE INTO topics(name) VALUES (?)", options.Topic);
            }

            statements.Run("COMMIT");
            return new LocalSession(options.Local.Path, statements, clock);
        }
        catch
        {
            statements.Dispose();
            throw;
        }
    }

    public void Begin()
    {
        Statements.Run("BEGIN IMMEDIATE");
        Now = Clock.Now;
        MadeAvailable = false;
        _queues.Clear();
        _topics.Clear();
    }

    public void Commit() => Statements.Run("COMMIT");

    /// <summary>Undoes the transaction, if SQLite has not done so by itself.</summary>
    public void RollBack()
    {
        try
        {
            Statements.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // Some errors (disk full, input/output) have rolled back already; then there is no transaction to end.
        }
    }

    /// <summary>The number under which the messages of a queue, or its dead letters, stand.</summary>
    public long Queue(string name, SubQueue subQueue = SubQueue.Main) =>
        (Find(_queues, "SELECT id FROM queues WHERE name = ?", name) * 2) + (subQueue == SubQueue.Main ? 0 : 1);

    public long Topic(string name) => Find(_topics, "SELECT id FROM topics WHERE name = ?", name);

    public void Dispose() => Statements.Dispose();

    private long Find(Dictionary<string, long> known, string sql, string name)
    {
        if (!known.TryGetValue(name, out long id))
        {
            id = Statements.Number(sql, name);
            if (id == 0)
            {
                throw new QueueNotFoundException(name, $"the file {_path}");
            }

            known.Add(name, id);
        }

        return id;
    }
}
