using Microsoft.Data.Sqlite;

namespace Extraction.Worker.Messaging.Local;

/// <summary>What SQLite's error codes mean for the one who runs the worker.</summary>
internal static class LocalErrors
{
    private const int WrongTables = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    public const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static MessagingException Translate(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        Busy or Locked => new MessagingUnavailableException($"The queue file {path} is held by another process; end the one that keeps it locked, or wait.", error),
        Full => new MessagingUnavailableException($"The disk that holds the queue file {path} is full; free some space, and work goes on.", error),
        ReadOnly => new MessagingUnavailableException($"The queue file {path} cannot be written; give the worker the right to write the file and its folder.", error),
        CannotOpen => new MessagingUnavailableException($"The queue file {path} cannot be opened; check that it is a file, and that the worker may read and write it and its folder.", error),
        WrongTables or Corrupt or NotADatabase => Damaged(path, error.Message.TrimEnd('.'), error),
        _ => new MessagingUnavailableException($"The queue file {path} cannot be used now (SQLite error {error.SqliteErrorCode}); check the disk that holds it.", error),
    };

    /// <param name="path">The queue file, whose write-ahead log is damaged.</param>
    /// <param name="how">What was found, in words within a sentence.</param>
    public static MessagingException DamagedLog(string path, string how) => new(
        $"The log {path}-wal of the queue file is damaged ({how}); restore both files from a copy, or open the queue file once with the sqlite3 tool, which drops those changes.");

    /// <param name="path">The queue file.</param>
    /// <param name="how">What was found, in words within a sentence.</param>
    /// <param name="error">What SQLite said, if anything.</param>
    public static MessagingException Damaged(string path, string how, Exception? error = null) => new(
        $"The queue file {path} is damaged or is not a queue file ({how}); move it away with its -wal file and start again, and recover its messages with the sqlite3 tool's .dump command (docs/operations.md, When a disk goes bad).",
        error);
}
