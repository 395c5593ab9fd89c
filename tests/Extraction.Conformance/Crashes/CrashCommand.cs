using System.Globalization;

namespace Extraction.Conformance.Crashes;

/// <summary>
/// The long form by hand: <c>crashes [--documents 2000] [--seed 1] [--concurrency 1] [--minutes 20] [--on local|servers]</c>. The servers are those that
/// EXTRACTION_TEST_RABBITMQ and EXTRACTION_TEST_POSTGRES name.
/// </summary>
internal static class CrashCommand
{
    public const string Verb = "crashes";

    public static async Task<int> RunAsync(string[] arguments)
    {
        CrashOptions options = new();
        options = options with
        {
            Documents = Number(arguments, "--documents", options.Documents),
            Seed = Number(arguments, "--seed", options.Seed),
            Concurrency = Number(arguments, "--concurrency", options.Concurrency),
            Limit = TimeSpan.FromMinutes(Number(arguments, "--minutes", (int)options.Limit.TotalMinutes)),
            LongestLife = Number(arguments, "--longest-life", options.LongestLife),
        };
        string on = Value(arguments, "--on") ?? "both";
        bool good = true;
        if (on is "local" or "both")
        {
            await using LocalGround local = new();
            good &= Print(await new CrashRun(local, options).RunAsync());
        }

        if (on is "servers" or "both")
        {
            if (Environment.GetEnvironmentVariable(Servers.RabbitMqVariable) is not { Length: > 0 } rabbit
                || Environment.GetEnvironmentVariable(Servers.PostgresVariable) is not { Length: > 0 } postgres)
            {
                Console.Error.WriteLine($"{Servers.RabbitMqVariable} and {Servers.PostgresVariable} name no servers; eng/rabbitmq and eng/postgres start them.");
                return 1;
            }

            await using ServersGround servers = new(new Uri(rabbit), postgres);
            good &= Print(await new CrashRun(servers, options).RunAsync());
        }

        return good ? 0 : 1;
    }

    private static bool Print(CrashResult result)
    {
        Console.WriteLine(result.Render());
        return result is { NeverPassed.Count: 0, Lost: 0, Left: 0, DeadLetters: 0, Unsent: 0 } && result.Calls <= result.Prompts + result.AllKills;
    }

    private static int Number(string[] arguments, string name, int otherwise) =>
        Value(arguments, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static string? Value(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
    }
}
