using Extraction.Worker.Ledger;
using Microsoft.Extensions.Options;
using Xunit;

namespace Extraction.Worker.Tests.Ledger;

public sealed class LedgerOptionsTests
{
    [Fact]
    public void TheDefaultsAreValid() => Assert.Null(Failure(new()));

    [Theory]
    [InlineData("oracle", "", "Ledger:Database is 'oracle'")]
    [InlineData("postgresql", "", "Ledger:ConnectionString is empty")]
    [InlineData("postgresql", "Username=me;Password=secret-word", "names no host")]
    [InlineData("postgresql", "postgres://me:secret-word@host/db", "cannot be read")]
    [InlineData("postgresql", "Host=h;Pasword=secret-word", "cannot be read")]
    public void AWrongSettingIsNamedAndNeverRepeatsThePassword(string database, string connectionString, string expected)
    {
        string failure = Failure(new() { Database = database, ConnectionString = connectionString })!;
        Assert.Contains(expected, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDatabaseIsNamedInAnyCase() => Assert.Null(Failure(new() { Database = "PostgreSQL", ConnectionString = "Host=h" }));

    private static string? Failure(LedgerOptions options)
    {
        ValidateOptionsResult result = new LedgerOptionsValidation().Validate(null, options);
        return result.Failed ? result.FailureMessage : null;
    }
}
