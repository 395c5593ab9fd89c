using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Hosting;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelServer;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>The whole worker, pointed at an HTTP endpoint that answers with prepared JSON.</summary>
public sealed class ServedModelTests : IDisposable
{
    private const string Text = "台州澜桥阀门有限公司（以下简称“澜桥阀门”）位于浙江省台州市，主要从事核电用闸阀的研发、生产和销售，拥有专利7项，客户有中广核。";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("AzureOpenAI", "", "/openai/deployments/gpt-test/chat/completions?api-version=2024-10-21")]
    [InlineData("OpenAI", "v1", "/v1/chat/completions")]
    public async Task WhatThePreparedJsonSaysIsPublishedWhereTheTextProvesIt(string kind, string path, string asked)
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(Answer);
        server.Key = "a-key-of-this-test";
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Messaging:Local:Path"] = _folder.File("messages.db"),
            ["Ledger:Path"] = _folder.File("ledger.db"),
            ["Models:Use"] = "served",
            ["Models:Endpoints:served:Kind"] = kind,
            ["Models:Endpoints:served:Address"] = new Uri(server.Address, path).ToString(),
            ["Models:Endpoints:served:Model"] = "gpt-test",
            ["Models:Endpoints:served:KeyFrom"] = "KEY_OF_THIS_TEST",
            ["KEY_OF_THIS_TEST"] = server.Key,
        }).Build();
        ChainPlacementEvent published = await PublishedAsync(configuration);

        Assert.All(server.Calls, call => Assert.Equal((asked, server.Key), (call.Path, call.Credential)));
        Assert.Contains(Text, server.Calls[0].User, StringComparison.Ordinal);
        Assert.Contains("json_schema", server.Calls[0].Body["response_format"]!.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal("台州澜桥阀门有限公司", published.Company.Name);
        Assert.Equal(["澜桥阀门"], published.Company.Aliases);
        Assert.Equal("核电用闸阀的研发、生产和销售", published.MainBusiness!.Text);
        Assert.Equal(7, published.Patents!.Count);
        Assert.Equal(["中广核"], published.Customers.Select(customer => customer.Name));
        Assert.Equal("核电用闸阀", Assert.Single(published.Products).Name);
        RefusedValue refused = Assert.Single(published.Refused);
        Assert.Equal("航空发动机叶片", refused.Value);
        Assert.Equal("泵阀与压缩机", published.Placements[0].Chain);
        Assert.All(EventEvidence.Of(published), evidence => Assert.Equal(evidence.Quote, Text[evidence.Start..evidence.End]));
        Assert.Equal("gpt-test", published.Lineage.Model);
        Assert.Equal(server.Calls.Count, published.Lineage.Usage.Calls);
    }

    /// <summary>Takes one document through the worker and gives the event on the topic.</summary>
    private static async Task<ChainPlacementEvent> PublishedAsync(IConfiguration configuration)
    {
        await using ServiceProvider services = WorkerServices.Build(configuration);
        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        await transport.CheckAsync(TestContext.Current.CancellationToken);
        DocumentSubmitted document = new(1, "served-1", DocumentKind.News, new DocumentSource(Content: Text));
        await transport.Queue.SendAsync([new OutgoingMessage("served-1", JsonSerializer.SerializeToUtf8Bytes(document, ContractJson.Options))], default);
        DocumentWorker worker = services.GetRequiredService<DocumentWorker>();
        TaskCompletionSource<FinishedDocument> finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        worker.Finished = finished.SetResult;
        await worker.StartAsync(default);
        FinishedDocument done = await finished.Task.WaitAsync(TestContext.Current.CancellationToken);
        await worker.StopAsync(default);
        Assert.Null(done.Rejected);
        await foreach (PublishedEvent one in transport.Topic.ReadAsync(0, follow: false, TestContext.Current.CancellationToken))
        {
            return JsonSerializer.Deserialize<ChainPlacementEnvelope>(one.Body.Span, ContractJson.Options)!.Data;
        }

        throw new InvalidOperationException("Nothing was published.");
    }

    private static ServerAnswer Answer(ChatCall call)
    {
        if (!call.User.Contains("<<<CANDIDATES", StringComparison.Ordinal))
        {
            return ServerAnswer.Reply(Company.ToJsonString());
        }

        string candidate = call.User.Split('\n').First(line => line.Contains("泵阀与压缩机", StringComparison.Ordinal)).Split(' ')[0];
        return ServerAnswer.Reply($$"""{"placements":[{"candidate":"{{candidate}}","role":"makes","confidence":0.9,"quote":"核电用闸阀"}]}""");
    }

    private static JsonNode Company => JsonNode.Parse("""
        {"companies":[{
          "name":{"value":"台州澜桥阀门有限公司","quote":null},
          "aliases":[{"value":"澜桥阀门","quote":"以下简称“澜桥阀门”"}],
          "creditCode":null,
          "location":{"province":"浙江省","city":"台州市","quote":"浙江省台州市"},
          "mainBusiness":[{"value":"核电用闸阀的研发、生产和销售","quote":null}],
          "products":[{"value":"核电用闸阀","role":"makes","quote":null},{"value":"航空发动机叶片","role":"makes","quote":"生产航空发动机叶片"}],
          "inputs":[],
          "patents":{"counts":[{"count":7,"asOf":null,"quote":"拥有专利7项"}],"invention":null,"utilityModel":null,"design":null,"pending":null,"quote":null,"numbers":[]},
          "customers":[{"value":"中广核","quote":"客户有中广核"}],
          "endCustomers":[],
          "honours":[]}]}
        """)!;
}
