using System.Globalization;
using Dapper;
using Extraction.Worker.Messaging;
using Microsoft.Data.Sqlite;

namespace Extraction.Worker.Cli.Enqueue;

/// <summary>
/// What this machine has submitted to which queue, in a small SQLite file: so that a run that was cut off goes on where it ended, and a second run submits
/// nothing twice, also on a broker that drops no duplicates and after the broker has forgotten. An id is written after the broker has confirmed it; a kill
/// between the two submits at most one batch again, under the same ids.
/// </summary>
internal sealed class SubmittedIds : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _queue;

    private SubmittedIds(SqliteConnection connection, string queue)
    {
        _connection = connection;
        _queue = queue;
    }

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="CliException">It cannot be opened.</exception>
    public static SubmittedIds Open(string path, MessagingOptions messaging)
    {
        string full = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = full, DefaultTimeout = 30, Pooling = false }.ConnectionString);
            connection.Open();
            connection.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
            connection.Execute("CREATE TABLE IF NOT EXISTS submitted (queue TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (queue, id)) WITHOUT ROWID");
            return new SubmittedIds(connection, Name(messaging));
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"The record of what was submitted, {full}, cannot be opened ({error.Message}); let this user write there, or name another file with --record.");
        }
    }

    public bool Contains(string id) => _connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM submitted WHERE queue = @queue AND id = @id)", new { queue = _queue, id });

    public void Add(IEnumerable<string> ids)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        _connection.Execute("INSERT OR IGNORE INTO submitted (queue, id) VALUES (@queue, @id)", ids.Select(id => new { queue = _queue, id }), transaction);
        transaction.Commit();
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Which queue it is, without password. An embedded queue whose file was made anew is another queue.</summary>
    private static string Name(MessagingOptions messaging) => messaging.Transport switch
    {
        TransportKind.Local => string.Create(
            CultureInfo.InvariantCulture, $"local:{Path.GetFullPath(messaging.Local.Path)}:{File.GetCreationTimeUtc(messaging.Local.Path).Ticks}:{messaging.Queue}"),
        TransportKind.RabbitMq => $"rabbitmq:{messaging.RabbitMq.Address.Authority}{messaging.RabbitMq.Address.AbsolutePath}:{messaging.Queue}",
        _ => $"servicebus:{messaging.AzureServiceBus.Namespace ?? EndpointOf(messaging.AzureServiceBus.ConnectionString)}:{messaging.Queue}",
    };

    private static string? EndpointOf(string? connectionString) =>
        connectionString?.Split(';').FirstOrDefault(part => part.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase));
}
