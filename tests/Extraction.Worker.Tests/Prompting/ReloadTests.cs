using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts.Routing;
using Extraction.Worker.Cli;
using Extraction.Worker.Hosting;
using Extraction.Worker.Hosting.Prompts;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Extraction.Worker.Tests.Prompting;

/// <summary>Prompts change while a worker reads documents.</summary>
public sealed class ReloadTests : IDisposable
{
    private const int Edits = 1000;
    private const int Documents = 200;

    private readonly CatalogCopy _catalog = new();

    [Fact]
    public async Task AThousandEditsLeaveNoResultWithoutAnExactVersionAndHash()
    {
        _catalog.WriteDraft(_catalog.DraftText("Edit 0."));
        HashSet<string> right = new(StringComparer.Ordinal);
        await using ServiceProvider services = WorkerServices.Build(Configuration());
        PromptSource source = services.GetRequiredService<PromptSource>();
        PromptReload reload = services.GetRequiredService<PromptReload>();
        right.Add(DraftOf(source));
        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        await transport.CheckAsync(default);
        await SendAsync(transport);
        Task<int> finished = FinishedAsync(services.GetRequiredService<DocumentWorker>());

        for (int edit = 1; edit <= Edits; edit++)
        {
            string text = _catalog.DraftText($"Edit {edit}.");
            string before = DraftOf(source);
            _catalog.WriteDraft(edit % 4 == 1 ? text[..(text.Length * (edit % 97) / 97)] : edit % 4 == 3 ? text.Replace("temperature: 0", "temperature: hot", StringComparison.Ordinal) : text);
            reload.Look();

            // A right edit is in use after one look; a broken or half-written one never is.
            Assert.Equal(edit % 2 == 0, DraftOf(source) != before);
            right.Add(DraftOf(source));
        }

        Assert.Equal(0, await finished);
        Assert.Equal(1 + (Edits / 2), right.Count);
        int events = 0;
        await foreach (PublishedEvent published in transport.Topic.ReadAsync(0, follow: false, default))
        {
            PromptReference prompt = JsonSerializer.Deserialize<ChainPlacementEnvelope>(published.Body.Span, ContractJson.Options)!.Data.Lineage.Prompts[0];
            Assert.Equal(("company-profile", CatalogCopy.Draft), (prompt.Name, prompt.Version));
            Assert.Contains(prompt.Sha256, right);
            events++;
        }

        Assert.Equal(Documents, events);
    }

    [Fact]
    public void AChangeIsInUseWithinTwoSeconds()
    {
        FakeTimeProvider time = new();
        PromptSource source = new(_catalog.Directory, () => new Dictionary<string, PromptRoute>());
        using PromptReload reload = new(source, time, NullLogger<PromptReload>.Instance);
        reload.Start();
        _catalog.WriteDraft(_catalog.DraftText("Another."));

        time.Advance(PromptReload.Glance);

        Assert.True(PromptReload.Glance < TimeSpan.FromSeconds(2));
        Assert.Contains(source.Current.Catalog.All, prompt => prompt.Change == "Another.");
    }

    [Fact]
    public void ABadRouteNeverReplacesAGoodOneAndSaysSo()
    {
        Dictionary<string, PromptRoute> routes = new() { ["company-profile"] = new PromptRoute(Active: "1.0.0") };
        string settings = _catalog.Beside("extraction.json");
        PromptSource source = new(_catalog.Directory, () => routes, settings);
        routes = new() { ["company-profile"] = new PromptRoute(Active: "7.0.0") };
        File.WriteAllText(settings, "{}");

        PromptRefresh found = source.Refresh();

        Assert.Contains("Prompts:Routes:company-profile:Active is 7.0.0, which the catalog does not hold", Assert.Single(found.Problems), StringComparison.Ordinal);
        Assert.Equal("1.0.0", source.Current.Select("company-profile").Version);
    }

    public void Dispose() => _catalog.Dispose();

    private static string DraftOf(PromptSource source) => source.Current.Catalog.Get("company-profile", CatalogCopy.Draft).Sha256;

    private static async Task SendAsync(IMessageTransport transport)
    {
        IEnumerable<OutgoingMessage> messages = Enumerable.Range(0, Documents).Select(number => new OutgoingMessage(
            $"d{number}",
            JsonSerializer.SerializeToUtf8Bytes(
                new DocumentSubmitted(1, $"d{number}", DocumentKind.News, new DocumentSource(Content: $"台州澜桥阀门有限公司主营阀门的研发、生产和销售。第{number}号。")),
                ContractJson.Options)));
        await transport.Queue.SendAsync([.. messages], default);
    }

    /// <summary>How many documents were given up, once all are finished.</summary>
    private static async Task<int> FinishedAsync(DocumentWorker worker)
    {
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int finished = 0;
        int rejected = 0;
        worker.Finished = document =>
        {
            Interlocked.Add(ref rejected, document.Rejected is null ? 0 : 1);
            if (Interlocked.Increment(ref finished) == Documents)
            {
                all.SetResult();
            }
        };
        await worker.StartAsync(default);
        await Task.WhenAny(all.Task, worker.Completion);
        await worker.StopAsync(default);
        return rejected + Documents - finished;
    }

    private IConfiguration Configuration() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Prompts:Catalog"] = _catalog.Directory,
        ["Prompts:Routes:company-profile:Active"] = CatalogCopy.Draft,
        ["Messaging:Local:Path"] = _catalog.Beside("messages.db"),
        ["Ledger:Path"] = _catalog.Beside("ledger.db"),
        ["Documents:ReuseDuplicates"] = "false",
        ["Logging:LogLevel:Default"] = "None",
    }).Build();
}
