using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Messaging.Local;

/// <summary>Reads the file beside the writer: for peeking, counting and the topic.</summary>
internal sealed class LocalReader(LocalOptions options, ILogger logger) : IDisposable
{
    private readonly Lock one = new();
    private Statements? statements;
    private bool closed;

    public Task<T> ReadAsync<T>(Func<Statements, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => Read(read), cancellationToken);

    /// <summary>A number that changes with every change of the file, whoever makes it.</summary>
    public long Version() => Read(sql => sql.Number("PRAGMA data_version"));

    public void Dispose()
    {
        lock (one)
        {
            closed = true;
            statements?.Dispose();
            statements = null;
        }
    }

    private T Read<T>(Func<Statements, T> read)
    {
        lock (one)
        {
            ObjectDisposedException.ThrowIf(closed, typeof(LocalTransport));
            try
            {
                if (statements is not null && !File.Exists(options.Path))
                {
                    statements.Dispose();
                    statements = null;
                }

                statements ??= new Statements(LocalConnection.Open(options, logger));
                return read(statements);
            }
            catch (SqliteException error)
            {
                statements?.Dispose();
                statements = null;
                throw LocalErrors.Translate(error, options.Path);
            }
        }
    }
}
