using Xunit;

namespace Extraction.Conformance;

/// <summary>The servers that tests need, by the variables that name them; a test without its server is skipped with that reason.</summary>
internal static class Servers
{
    public const string RabbitMqVariable = "EXTRACTION_TEST_RABBITMQ";
    public const string PostgresVariable = "EXTRACTION_TEST_POSTGRES";

    public static Uri RabbitMq() => new(Named(RabbitMqVariable, "eng/rabbitmq start DIR PORT"));

    public static string Postgres() => Named(PostgresVariable, "eng/postgres start DIR PORT");

    private static string Named(string variable, string how)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(value), $"{variable} names no server; start one with {how}");
        return value;
    }
}
