using Xunit;

namespace Extraction.Conformance.Crashes;

/// <summary>The short form of the crash benchmark; the long one is run by hand: <c>dotnet run -c Release --project tests/Extraction.Conformance crashes</c>.</summary>
[Collection(Processes.Name)]
public sealed class CrashTests(ITestOutputHelper output)
{
    private static readonly CrashOptions Short = new() { Documents = 30, LongestLife = 4, KillEvery = TimeSpan.FromSeconds(3), Limit = TimeSpan.FromMinutes(4) };

    [Fact]
    public async Task KilledAtEveryPointNothingIsLostOnTheEmbeddedQueueAndSqlite()
    {
        await using LocalGround ground = new();
        Hold(await new CrashRun(ground, Short).RunAsync());
        Assert.Equal(0, ground.Repeats);
    }

    [Fact]
    public async Task KilledAtEveryPointNothingIsLostOnRabbitMqAndPostgres()
    {
        await using ServersGround ground = new(Servers.RabbitMq(), Servers.Postgres());
        Hold(await new CrashRun(ground, Short with { Seed = 2 }).RunAsync());
    }

    private void Hold(CrashResult result)
    {
        output.WriteLine(result.Render());
        Assert.Empty(result.NeverPassed);
        Assert.Equal(result.Documents, result.Events);
        Assert.Equal((0, 0, 0), (result.Left, result.DeadLetters, result.Unsent));
        Assert.True(result.AllKills > 0);
        Assert.InRange(result.Repeats, 0, result.AllKills);
        Assert.InRange(result.Calls, result.Prompts, result.Prompts + result.AllKills);
    }
}
