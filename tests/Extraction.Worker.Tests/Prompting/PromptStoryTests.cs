using System.Globalization;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Routing;
using Extraction.Worker.Cli;
using Extraction.Worker.Hosting;
using Extraction.Worker.Messaging;
using Extraction.Worker.Pipeline;
using Extraction.Worker.Pipeline.Shadowing;
using Extraction.Worker.Tests.EndToEnd;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Extraction.Worker.Tests.Prompting;

/// <summary>From a first edit to a release, and back.</summary>
public sealed class PromptStoryTests : IDisposable
{
    private const string Text = "浙江衡岳泵业有限公司位于浙江省宁波市，主营离心泵的研发、生产和销售，主要产品为离心泵。";

    private readonly CatalogCopy _catalog = new();

    [Fact]
    public async Task ADraftBecomesAReleaseThatIsTriedAndTakenBack()
    {
        // Copy and edit.
        Assert.Equal(_catalog.PathOf(CatalogCopy.Draft), (await RunAsync("prompts", "draft", "company-profile")).Output.Trim());
        string good = _catalog.DraftText("Says more clearly who buys.").Replace("named firms that buy from it now.", "named firms that buy from it at present.", StringComparison.Ordinal);

        // Three wrong edits and their messages.
        await AssertLintAsync(good.Replace("temperature: 0", "temperature: hot", StringComparison.Ordinal), "71:18: `temperature` must be a number from 0 to 2.");
        await AssertLintAsync(good.Replace("{{$kind}}", "{{$kinds}}", StringComparison.Ordinal), "The template uses `kinds`, which `input_variables` does not declare.");
        await AssertLintAsync(good.Replace("schema_note:", "schema_nota:", StringComparison.Ordinal), "The file has the unknown key `schema_nota`");
        _catalog.WriteDraft(good);
        Assert.Equal("Nothing wrong: 4 prompts.", (await RunAsync("prompts", "lint")).Output.Trim());

        // Render and compare.
        string document = _catalog.Beside("a.txt");
        File.WriteAllText(document, Text);
        string rendered = (await RunAsync("prompts", "render", $"company-profile@{CatalogCopy.Draft}", document)).Output;
        Assert.Contains(Text, rendered, StringComparison.Ordinal);
        Assert.Contains("buy from it at present", rendered, StringComparison.Ordinal);
        Assert.Contains("+ - customers: named firms that buy from it at present.", (await RunAsync("prompts", "diff", "company-profile@1.0.0", $"company-profile@{CatalogCopy.Draft}")).Output, StringComparison.Ordinal);

        // Evaluate against the released version with recorded replies, then release.
        string gold = _catalog.Beside("gold.jsonl");
        File.WriteAllText(gold, """{"document":"a.txt","kind":"news","companies":[{"name":"浙江衡岳泵业有限公司","products":["离心泵"]}]}""");
        string replies = _catalog.Beside("replies.jsonl");
        string[] compared = ["evaluate", "--gold", gold, "--prompt", $"company-profile@{CatalogCopy.Draft}", "--against", "company-profile@1.0.0"];
        await RunAsync([.. compared, "--record", replies]);
        Assert.Contains("Against offline-rules, company-profile@1.0.0", (await RunAsync([.. compared, "--replay", replies, "--fail-if-worse", "products:0"])).Output, StringComparison.Ordinal);
        await RunAsync("prompts", "release", $"company-profile@{CatalogCopy.Draft}", "--gold", gold, "--replay", replies);
        Assert.False(File.Exists(_catalog.PathOf(CatalogCopy.Draft)));
        Assert.Contains("company-profile 1.1.0 ", File.ReadAllText(Path.Combine(_catalog.Directory, PromptCatalog.LockFileName)), StringComparison.Ordinal);

        // A released prompt never changes.
        string released = File.ReadAllText(_catalog.PathOf("1.1.0"));
        File.AppendAllText(_catalog.PathOf("1.1.0"), "# later\n");
        Assert.Contains("was changed after its release", (await CliRun.Of("prompts", "lint", "--catalog", _catalog.Directory)).Output, StringComparison.Ordinal);
        File.WriteAllText(_catalog.PathOf("1.1.0"), released);

        AssertCanary();
        await AssertShadowAsync();

        await AssertRollBackAsync();
    }

    public void Dispose() => _catalog.Dispose();

    /// <summary>5 % of 1,000 documents: 50, give or take 1.96 standard deviations of 6.9.</summary>
    private void AssertCanary()
    {
        PromptSnapshot snapshot = new(
            PromptCatalog.Load(_catalog.Directory),
            new Dictionary<string, PromptRoute> { ["company-profile"] = new(Active: "1.0.0", Canary: "1.1.0", CanaryPercent: 5) });
        string[] hashes = [.. Enumerable.Range(0, 1000).Select(number => Hashing.Of([number.ToString(CultureInfo.InvariantCulture)]))];
        string[] versions = [.. hashes.Select(hash => snapshot.Select("company-profile", hash).Version)];

        Assert.InRange(versions.Count(version => version == "1.1.0"), 37, 63);
        Assert.Equal(versions, hashes.Select(hash => snapshot.Select("company-profile", hash).Version));
    }

    private async Task AssertShadowAsync()
    {
        string shadow = _catalog.Beside("shadow.jsonl");
        Assert.Equal("1.0.0", await PublishedVersionAsync("shadowed", ("Active", "1.0.0"), ("Shadow", "1.1.0")));

        ShadowRecord record = JsonSerializer.Deserialize<ShadowRecord>(File.ReadAllText(shadow), ContractJson.Options)!;
        Assert.Equal(("1.0.0", "1.1.0"), (record.Active[0].Version, record.Shadow[0].Version));
        Assert.Empty(record.Differences);
        Assert.Null(record.Failure);
    }

    /// <summary>The new version reads what comes; taken back, the version before does, and what was published stays as it is.</summary>
    private async Task AssertRollBackAsync()
    {
        Assert.Equal("1.1.0", await PublishedVersionAsync("forward", ("Active", "1.1.0")));
        Assert.Equal("1.0.0", await PublishedVersionAsync("back", ("Active", "1.0.0")));
    }

    /// <summary>Which version of company-profile a worker with these routes names in the event of a new document.</summary>
    private async Task<string> PublishedVersionAsync(string id, params (string Name, string Version)[] routes)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(
            routes.Select(route => KeyValuePair.Create("Prompts:Routes:company-profile:" + route.Name, (string?)route.Version)))
        {
            ["Prompts:Catalog"] = _catalog.Directory,
            ["Prompts:ShadowPath"] = _catalog.Beside("shadow.jsonl"),
            ["Messaging:Local:Path"] = _catalog.Beside("messages.db"),
            ["Ledger:Path"] = _catalog.Beside("ledger.db"),
        }).Build();
        await using ServiceProvider services = WorkerServices.Build(configuration);
        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        await transport.CheckAsync(default);
        DocumentSubmitted document = new(1, id, DocumentKind.News, new DocumentSource(Content: $"{Text}编号{id}。"));
        await transport.Queue.SendAsync([new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(document, ContractJson.Options))], default);
        DocumentWorker worker = services.GetRequiredService<DocumentWorker>();
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        worker.Finished = _ => done.SetResult();
        await worker.StartAsync(default);
        await done.Task;
        await worker.StopAsync(default);

        List<string> versions = [];
        await foreach (PublishedEvent one in transport.Topic.ReadAsync(0, follow: false, default))
        {
            ChainPlacementEvent published = JsonSerializer.Deserialize<ChainPlacementEnvelope>(one.Body.Span, ContractJson.Options)!.Data;
            versions.AddRange(published.Document.Id == id ? [published.Lineage.Prompts[0].Version] : []);
        }

        return Assert.Single(versions);
    }

    private async Task AssertLintAsync(string draft, string message)
    {
        _catalog.WriteDraft(draft);
        CliRun lint = await CliRun.Of("prompts", "lint", "--catalog", _catalog.Directory);
        Assert.Equal(1, lint.ExitCode);
        Assert.Contains(message, lint.Output, StringComparison.Ordinal);
    }

    private async Task<CliRun> RunAsync(params string[] arguments)
    {
        CliRun run = await CliRun.Of([.. arguments, "--catalog", _catalog.Directory]);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: {run.Error}");
        return run;
    }
}
