using System.Net.Sockets;
using Npgsql;

namespace Extraction.Worker.Ledger.Postgres;

/// <summary>Tells the server's troubles apart, and puts each into one sentence.</summary>
internal static class PostgresErrors
{
    /// <summary>The transaction lost against another one; run again, it may win.</summary>
    public static bool IsConflict(Exception error) => error is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };

    /// <summary>The connection is gone, which a pooled one may have been for long.</summary>
    public static bool IsBrokenConnection(Exception error) => error switch
    {
        PostgresException answer => answer.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown || IsClass(answer, "08"),
        NpgsqlException { InnerException: IOException or SocketException or ObjectDisposedException } => true,
        _ => false,
    };

    /// <summary>Whether an error is the server's or the way to it, so that no single write is to blame.</summary>
    public static bool IsOutage(Exception error) => What(error) is not null;

    /// <summary>The error as one sentence for operators; an error that is a fault of the program stays as it is.</summary>
    /// <param name="error">What was raised.</param>
    /// <param name="server">The server and its database, without user and password.</param>
    public static Exception Explain(Exception error, string server) =>
        What(error) is { } what ? new LedgerUnavailableException($"The ledger in PostgreSQL at {server} {what}.", error) : error;

    private static string? What(Exception error) => error switch
    {
        PostgresException answer => OfAnswer(answer),
        NpgsqlException { InnerException: TimeoutException } => "does not answer in time; look at the server's load and the network",
        NpgsqlException { Message: var message } when message.Contains("pool has been exhausted", StringComparison.Ordinal) =>
            "has no free connection in this worker's pool; raise Maximum Pool Size in Ledger:ConnectionString, or lower the worker's concurrency",
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } } =>
            "cannot be found by that name; correct Host in Ledger:ConnectionString",
        NpgsqlException { Message: var message } when message.Contains("No password", StringComparison.OrdinalIgnoreCase) =>
            "asks for a password and none was given; add Password to Ledger:ConnectionString or set PGPASSWORD",
        NpgsqlException => "cannot be reached; start the server, or correct Host and Port in Ledger:ConnectionString",
        SocketException or TimeoutException => "cannot be reached; start the server, or correct Host and Port in Ledger:ConnectionString",
        _ => null,
    };

    /// <summary>What the server's own answers mean (PostgreSQL manual, appendix A).</summary>
    private static string? OfAnswer(PostgresException answer) => answer.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            "refuses the user; correct Username and Password in Ledger:ConnectionString, or pg_hba.conf at the server",
        PostgresErrorCodes.InvalidCatalogName => "has no such database; create it, or correct Database in Ledger:ConnectionString",
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName =>
            "does not let this user do that; grant it CREATE and USAGE on the schema, and all rights on the ledger's tables",
        PostgresErrorCodes.TooManyConnections => "takes no more connections; raise max_connections there, or lower Maximum Pool Size in Ledger:ConnectionString",
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            "is read-only, perhaps a standby; name the primary, or list all hosts and add Target Session Attributes=read-write to Ledger:ConnectionString",
        PostgresErrorCodes.DiskFull => "cannot grow because the server's disk is full; free space there",
        PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.InsufficientResources or PostgresErrorCodes.ConfigurationLimitExceeded =>
            "is out of memory or another resource; look at the server's log",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
            "is starting, stopping or recovering; wait until it is up, or start it",
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled =>
            "is held up by other transactions; end those that last long",
        PostgresErrorCodes.IoError or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            "reports that its files cannot be read; look at the server's log and disk",
        _ => IsClass(answer, "08") || IsClass(answer, "53") || IsClass(answer, "57") || IsClass(answer, "58")
            ? $"cannot serve now (code {answer.SqlState}); look at the server's log"
            : null,
    };

    private static bool IsClass(PostgresException answer, string prefix) => answer.SqlState.StartsWith(prefix, StringComparison.Ordinal);
}
