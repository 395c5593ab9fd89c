using System.Reflection;
using System.Text.Json.Nodes;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Contracts.Tests;

public sealed class ContractSchemaTests
{
    public static TheoryData<string> Files => [.. ContractSchemas.Generate().Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void TheSchemaFileIsWhatTheRecordsSay(string file) =>
        Approved.Equal($"src/Contracts/Schemas/{file}", ContractSchemas.Generate()[file].ToJsonString(ContractJson.Indented));

    [Theory]
    [MemberData(nameof(Files))]
    public void TheSchemaTravelsInTheAssembly(string file)
    {
        using Stream? stream = typeof(DocumentSubmitted).Assembly.GetManifestResourceStream(file);
        Assert.NotNull(stream);
        Assert.True(JsonNode.DeepEquals(ContractSchemas.Generate()[file], JsonNode.Parse(stream)));
    }

    [Fact]
    public void EveryEventFieldHasADescription()
    {
        JsonNode data = ContractSchemas.Generate()["chain-placement-event.v1.schema.json"]["properties"]!["data"]!;
        Assert.All(data["properties"]!.AsObject().Where(field => field.Key != "version"), field => Assert.NotNull(field.Value!["description"]));
    }

    [Fact]
    public void RecordsOnTheWireAreSealed() => Assert.All(
        typeof(DocumentSubmitted).Assembly.GetExportedTypes().Where(type => type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null),
        type => Assert.True(type.IsSealed || type.IsAbstract, $"{type.Name} is open"));
}
