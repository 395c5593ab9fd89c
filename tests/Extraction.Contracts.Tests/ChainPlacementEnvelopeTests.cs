using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Contracts.Tests;

public sealed class ChainPlacementEnvelopeTests
{
    [Fact]
    public void TheExampleFileIsAnEventAsItIsWritten() =>
        Approved.Equal("src/Contracts/Examples/chain-placement-event.v1.json", JsonSerializer.Serialize(Some.Envelope(), ContractJson.Indented));

    [Fact]
    public void AnEventSurvivesTheRoundTrip()
    {
        string written = JsonSerializer.Serialize(Some.Envelope(), ContractJson.Options);
        ChainPlacementEnvelope read = JsonSerializer.Deserialize<ChainPlacementEnvelope>(written, ContractJson.Options)!;
        Assert.Equal(written, JsonSerializer.Serialize(read, ContractJson.Options));
    }

    [Fact]
    public void TheOfficialCloudEventsReaderTakesTheEnvelope()
    {
        byte[] written = JsonSerializer.SerializeToUtf8Bytes(Some.Envelope(), ContractJson.Options);
        CloudEvent read = new JsonEventFormatter().DecodeStructuredModeMessage(written, null, null);
        Assert.True(read.IsValid);
        Assert.Equal(ChainPlacementEnvelope.EventType, read.Type);
        Assert.Equal("台州澜桥阀门有限公司", read.Subject);
        Assert.Equal("application/json", read.DataContentType);
    }

    [Fact]
    public void ChineseTextIsWrittenAsItIs() =>
        Assert.Contains("泵阀与压缩机", Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(Some.Envelope(), ContractJson.Options)), StringComparison.Ordinal);

    [Fact]
    public void EveryFieldOfTheAgreedExampleIsThere()
    {
        JsonNode agreed = JsonNode.Parse(File.ReadAllText(SharedFolder.Path("examples/chain-placement-event.json")))!;
        JsonNode ours = JsonSerializer.SerializeToNode(Some.Envelope(), ContractJson.Options)!;
        Assert.Empty(Missing(agreed, ours, "$"));
    }

    [Fact]
    public void TheAgreedExampleIsReadWhole()
    {
        string agreed = File.ReadAllText(SharedFolder.Path("examples/chain-placement-event.json"));
        ChainPlacementEnvelope read = JsonSerializer.Deserialize<ChainPlacementEnvelope>(Complete(agreed), ContractJson.Options)!;
        Assert.Equal(12, read.Data.Patents!.Count);
        Assert.Equal(ChainRole.Makes, read.Data.Placements[0].Role);
    }

    // The agreed example is older than the fields that this version adds: evidence of the company and its place, other counts.
    private static string Complete(string agreed)
    {
        JsonNode node = JsonNode.Parse(agreed)!;
        JsonNode data = node["data"]!;
        data["company"]!["evidence"] = new JsonArray();
        data["company"]!["location"]!["evidence"] = new JsonArray();
        data["patents"]!["otherCounts"] = new JsonArray();
        return node.ToJsonString();
    }

    private static IEnumerable<string> Missing(JsonNode agreed, JsonNode? ours, string path) => agreed switch
    {
        JsonObject fields => fields.SelectMany(field => ours is JsonObject there && there.ContainsKey(field.Key)
            ? field.Value is null ? [] : Missing(field.Value, there[field.Key], $"{path}.{field.Key}")
            : [$"{path}.{field.Key}"]),
        JsonArray { Count: > 0 } items when ours is JsonArray { Count: > 0 } there => Missing(items[0]!, there[0], $"{path}[0]"),
        _ => [],
    };
}
