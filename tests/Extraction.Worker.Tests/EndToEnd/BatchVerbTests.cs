using System.Text.Json;
using Extraction.TestKit;
using ModelServer;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>Batches by the real program, each verb in a process of its own, against the batch routes of the test server.</summary>
public sealed class BatchVerbTests : IDisposable
{
    private const int Documents = 3;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("AzureOpenAI", "")]
    [InlineData("OpenAI", "v1")]
    public async Task ABatchGivesTheEventsOfTheWorkerAtHalfThePrice(string kind, string path)
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.Offline());
        server.Batches.Polls = 1;
        Dictionary<string, string> settings = Settings(server, kind, path);
        for (int number = 0; number < Documents; number++)
        {
            _folder.Write($"in/{number}.txt", $"苏州第{number}号精密机械有限公司位于江苏省苏州市，主要从事数控机床的研发、生产和销售，拥有专利{number + 1}项。");
        }

        Assert.Contains("No model call was booked", (await RunAsync(settings, "costs")).Error, StringComparison.Ordinal);
        CliRun submitted = await RunAsync(settings, "batch", "submit", "in", "--kind", "news", "--name", "backfill");
        Assert.Contains("0 of 3 documents are finished; round 1 with 3 requests", submitted.Output, StringComparison.Ordinal);
        int runs = 0;
        while (!(await RunAsync(settings, "batch", "collect")).Output.Contains("3 of 3", StringComparison.Ordinal))
        {
            Assert.True(++runs < 10);
        }

        Assert.Contains("3 of 3 documents are finished; nothing is under way", (await RunAsync(settings, "batch", "status")).Output, StringComparison.Ordinal);
        JsonElement[] events = (await RunAsync(settings, "events", "--json")).Json();
        Assert.Equal(Documents, events.Length);
        Assert.Equal(2, server.Batches.Count);
        Assert.Empty(server.Calls);
        JsonElement usage = events[0].GetProperty("data").GetProperty("lineage").GetProperty("usage");
        decimal full = (usage.GetProperty("inputTokens").GetDecimal() + usage.GetProperty("outputTokens").GetDecimal()) / 1000;
        Assert.Equal(full / 2, usage.GetProperty("cost").GetDecimal());
        Assert.True(full > 0);

        // The books say the same.
        JsonElement costs = Assert.Single((await RunAsync(settings, "costs", "--by", "model", "--json")).Json());
        Assert.Equal(events.Sum(one => one.GetProperty("data").GetProperty("lineage").GetProperty("usage").GetProperty("cost").GetDecimal()), costs.GetProperty("cost").GetDecimal());
        Assert.Equal(0, costs.GetProperty("failedCalls").GetInt32());
        string table = (await RunAsync(settings, "costs")).Output;
        Assert.Contains("of them failed", table, StringComparison.Ordinal);
        Assert.Contains("sets no budget", table, StringComparison.Ordinal);

        // The running worker has nothing left to ask.
        CliRun again = await RunAsync(settings, "batch", "submit", "in", "--kind", "news", "--name", "again");
        Assert.Contains("3 of 3", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, server.Batches.Count);
    }

    [Fact]
    public async Task WhatABatchDidNotDoIsHandedInAgain()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.Offline());
        server.Batches.Ends = "expired";
        Dictionary<string, string> settings = Settings(server, "OpenAI", "v1");
        _folder.Write("in/a.txt", "台州澜桥阀门有限公司成立于2001年，主要从事阀门的生产。");
        _folder.Write("in/b.txt", "嘉兴青禾织造有限公司成立于2002年，主要从事织物的生产。");
        await RunAsync(settings, "batch", "submit", "in", "--name", "backfill");
        await RunAsync(settings, "batch", "collect");
        server.Batches.Ends = "completed";
        int runs = 0;
        while (!(await RunAsync(settings, "batch", "collect")).Output.Contains("2 of 2", StringComparison.Ordinal))
        {
            Assert.True(++runs < 10);
        }

        Assert.Equal(2, (await RunAsync(settings, "events", "--json")).Json().Length);
    }

    [Fact]
    public async Task ABatchThatIsNotThereIsSaidInASentence()
    {
        CliRun run = await OwnProcess.RunAsync(_folder, null, "batch", "status", "--name", "none");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no batch named none", run.Error, StringComparison.Ordinal);
    }

    private async Task<CliRun> RunAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        CliRun run = await OwnProcess.RunAsync(_folder, settings, arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private static Dictionary<string, string> Settings(ModelServerHost server, string kind, string path) => new()
    {
        ["Models:Use"] = "served",
        ["Models:Endpoints:served:Kind"] = kind,
        ["Models:Endpoints:served:Address"] = new Uri(server.Address, path).ToString(),
        ["Models:Endpoints:served:Model"] = "gpt-4o-batch",
        ["Models:Endpoints:served:Key"] = "a-key-of-this-test",
        ["Models:Endpoints:served:InputPricePerMillion"] = "1000",
        ["Models:Endpoints:served:OutputPricePerMillion"] = "1000",
    };
}
