using Extraction.Worker.Ledger;
using Extraction.Worker.Ledger.Postgres;
using Npgsql;
using Xunit;

namespace Extraction.Worker.Tests.Ledger;

/// <summary>The same on a PostgreSQL server (<c>eng/postgres start</c>), each test in a schema of its own.</summary>
public sealed class PostgresLedgerTests : SqlLedgerTests
{
    private readonly string _schema = "ledger_" + Guid.NewGuid().ToString("N");

    private string ConnectionString => $"{Server()};Search Path={_schema};Application Name={_schema}";

    private protected override ILedgerDatabase OpenDatabase() => new PostgresLedgerDatabase(ConnectionString);

    protected override Task CreateAsync() => RunAsync($"CREATE SCHEMA {_schema}");

    protected override Task RemoveAsync() => RunAsync($"DROP SCHEMA {_schema} CASCADE");

    [Fact]
    public async Task ConnectionsThatTheServerHasEndedAreMadeAnew()
    {
        await using SqlLedger ledger = new(OpenDatabase(), Time);
        await ledger.RecordAsync(new("a", "r"), "d", [], null, default);
        await EndConnectionsAsync();
        await ledger.RecordAsync(new("b", "r"), "d", [], null, default);
        await EndConnectionsAsync();
        Assert.Equal(2, (await ledger.CountAsync(default)).Results);
    }

    [Fact]
    public async Task WritesThatLockEachOtherOutAllSucceed()
    {
        await using ILedgerDatabase one = OpenDatabase();
        await using ILedgerDatabase other = OpenDatabase();
        await RunAsync($"INSERT INTO {_schema}.audit SELECT number, 0, '', '', '', '', '' FROM generate_series(0, 9) number");
        Task<int>[] writes =
        [
            .. Enumerable.Range(0, 60).Select(turn => (turn % 2 == 0 ? one : other).WriteAsync(
                (connection, transaction) =>
                {
                    foreach (int number in turn % 3 == 0 ? Enumerable.Range(0, 10) : Enumerable.Range(0, 10).Reverse())
                    {
                        using System.Data.Common.DbCommand update = connection.CreateCommand();
                        update.Transaction = transaction;
                        update.CommandText = $"UPDATE audit SET at = at + 1 WHERE audit_id = '{number}'";
                        update.ExecuteNonQuery();
                    }

                    return 0;
                },
                default)),
        ];
        await Task.WhenAll(writes);
        Assert.Equal(600L, await AskAsync($"SELECT sum(at)::bigint FROM {_schema}.audit"));
    }

    [Fact]
    public async Task AnotherWorkerOnTheSameServerSeesEverything()
    {
        await using SqlLedger one = new(OpenDatabase(), Time);
        await using SqlLedger other = new(OpenDatabase(), Time);
        await one.StoreCompletionAsync(new("k", "m", "reply", "{}"), default);
        Assert.Equal("reply", (await other.FindCompletionAsync("k", default))!.Reply);
    }

    [Theory]
    [InlineData("Port=1", "cannot be reached; start the server")]
    [InlineData("Database=no_such_database", "has no such database; create it")]
    [InlineData("Password=wrong-secret", "refuses the user")]
    [InlineData("Host=no-such-host.invalid", "cannot be found by that name")]
    [InlineData("Options=-c default_transaction_read_only=on", "is read-only")]
    public async Task WhatKeepsTheServerAwayIsSaidInOneSentenceWithoutThePassword(string setting, string expected)
    {
        await using SqlLedger ledger = new(new PostgresLedgerDatabase(ConnectionString + ";" + setting), Time);
        LedgerUnavailableException written = await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.RecordAsync(new("a", "r"), "d", [], null, default));
        Assert.Contains(expected, written.Message, StringComparison.Ordinal);
        string password = new NpgsqlConnectionStringBuilder(ConnectionString + ";" + setting).Password!;
        for (Exception? error = written; error is not null; error = error.InnerException)
        {
            Assert.DoesNotContain(password, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AUserWithoutRightsIsToldWhatToGrant()
    {
        string user = "poor_" + Guid.NewGuid().ToString("N");
        await RunAsync($"CREATE ROLE {user} LOGIN PASSWORD 'poor'");
        try
        {
            await using SqlLedger ledger = new(new PostgresLedgerDatabase($"{ConnectionString};Username={user};Password=poor"), Time);
            LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.MigrateAsync(default));
            Assert.Contains("grant it CREATE and USAGE on the schema", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await RunAsync($"DROP ROLE {user}");
        }
    }

    [Fact]
    public async Task AServerWithoutFreeConnectionsIsSaidInOneSentence()
    {
        string user = "single_" + Guid.NewGuid().ToString("N");
        await RunAsync($"CREATE ROLE {user} LOGIN PASSWORD 'single' CONNECTION LIMIT 1; GRANT ALL ON SCHEMA {_schema} TO {user}; GRANT ALL ON ALL TABLES IN SCHEMA {_schema} TO {user}");
        try
        {
            string settings = $"{ConnectionString};Username={user};Password=single;Pooling=false";
            await using NpgsqlConnection only = new(settings);
            await only.OpenAsync();
            await using SqlLedger ledger = new(new PostgresLedgerDatabase(settings), Time);
            LedgerUnavailableException error = await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.CountAsync(default));
            Assert.Contains("takes no more connections", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await RunAsync($"DROP OWNED BY {user}; DROP ROLE {user}");
        }
    }

    private static string Server()
    {
        string? server = Environment.GetEnvironmentVariable("EXTRACTION_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrWhiteSpace(server), "EXTRACTION_TEST_POSTGRES names no PostgreSQL server; eng/postgres start DIR PORT starts one");
        return server!;
    }

    private Task<object?> EndConnectionsAsync() =>
        AskAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{_schema}'");

    private static async Task RunAsync(string sql) => await AskAsync(sql);

    private static async Task<object?> AskAsync(string sql)
    {
        await using NpgsqlConnection connection = new(Server() + ";Pooling=false");
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
