using System.Globalization;
using Extraction.Worker.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Messaging.Local;

/// <summary>Opens the file as durability asks for: write-ahead log, and an fsync with every commit.</summary>
internal static class LocalConnection
{
    public static SqliteConnection Open(LocalOptions options, ILogger logger)
    {
        string path = Path.GetFullPath(options.Path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MessagingUnavailableException($"The folder of the queue file {path} cannot be created; give the worker the right to write there, or set Messaging:Local:Path.", failure);
        }

        WriteAheadLog.Findings log = WriteAheadLog.LookAt(path);
        if (log.Damage is not null)
        {
            throw LocalErrors.DamagedLog(path, log.Damage);
        }

        if (log.Dropped is not null)
        {
            LocalLog.Dropped(logger, path, log.Dropped);
        }

        SqliteConnectionStringBuilder settings = new()
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)options.BusyTimeout.TotalSeconds),
        };
        SqliteConnection connection = new(settings.ConnectionString);
        try
        {
            connection.Open();
            LocalSchema.Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout={(long)options.BusyTimeout.TotalMilliseconds}"));
            LocalSchema.Ensure(connection, path);
            // FULL: in WAL mode every commit is on the disk before it returns. The log is folded back every 16 MB and kept below 64 MB.
            LocalSchema.Run(connection, "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
