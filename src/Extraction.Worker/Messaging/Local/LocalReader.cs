using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Messaging.Local;

/// <summary>Reads the file beside the writer: for peeking, counting and the topic.</summary>
internal sealed class LocalReader(LocalOptions options, ILogger logger) : IDisposable
{
    private readonly Lock _one = new();
    private Statements? _statements;
    private bool _closed;

    public Task<T> ReadAsync<T>(Func<Statements, T> read, CancellationToken cancellationToken) =>
        Task.Run(() => Read(read), cancellationToken);

    /// <summary>A number that changes with every change of the file, whoever makes it.</summary>
    public long Version() => Read(sql => sql.Number("PRAGMA data_version"));

    public void Dispose()
    {
        lock (_one)
        {
            _closed = true;
            _statements?.Dispose();
            _statements = null;
        }
    }

    private T Read<T>(Func<Statements, T> read)
    {
        lock (_one)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(LocalTransport));
            try
            {
                if (_statements is not null && !File.Exists(options.Path))
                {
                    _statements.Dispose();
                    _statements = null;
                }

                _statements ??= new Statements(LocalConnection.Open(options, logger));
                return read(_statements);
            }
            catch (SqliteException error)
            {
                _statements?.Dispose();
                _statements = null;
                throw LocalErrors.Translate(error, options.Path);
            }
        }
    }
}
