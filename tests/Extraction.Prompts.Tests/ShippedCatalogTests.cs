using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Prompts.Rendering;
using Extraction.Prompts.Replies;
using Extraction.Prompts.Schemas;
using Xunit;

namespace Extraction.Prompts.Tests;

public sealed class ShippedCatalogTests
{
    private static readonly PromptCatalog Catalog = PromptCatalog.Load(PromptCatalog.ShippedDirectory);

    public static TheoryData<string> Names => ["company-profile", "registry-profile", "chain-placement"];

    [Fact]
    public void NothingIsWrongWithIt() => Assert.Empty(PromptCatalog.Lint(PromptCatalog.ShippedDirectory));

    [Fact]
    public void TheLockIsWhatARunOfReleaseWouldWrite() =>
        Assert.Equal(PromptCatalog.LockText(PromptCatalog.ShippedDirectory), File.ReadAllText(Path.Combine(PromptCatalog.ShippedDirectory, "prompts.lock")).ReplaceLineEndings("\n"));

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryExampleRendersAndIsReadBack(string name)
    {
        PromptFile prompt = Catalog.Get(name);
        foreach (PromptExample example in prompt.Examples)
        {
            RenderedPrompt rendered = PromptCatalog.Render(prompt, example.Input);
            UserMessage read = UserMessage.Read(rendered.User)!;
            Assert.Equal((name, prompt.Version), (read.Task, read.Version));
            foreach ((string variable, string value) in example.Input)
            {
                Assert.Equal(value, read.Values[variable]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheSystemMessageShowsTheExamplesAndNoMarkup(string name)
    {
        PromptFile prompt = Catalog.Get(name);
        string system = PromptCatalog.Render(prompt, prompt.Examples[0].Input).System;
        Assert.Contains("Example reply:", system, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", system, StringComparison.Ordinal);
        Assert.DoesNotContain("&lt;", system, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("company-profile", typeof(CompaniesReply))]
    [InlineData("registry-profile", typeof(RegistryReply))]
    [InlineData("chain-placement", typeof(PlacementReply))]
    public void SchemasNameExactlyTheFieldsOfTheReplies(string name, Type reply)
    {
        PromptFile prompt = Catalog.Get(name);
        Assert.Equal(
            Fields(reply, string.Empty).Where(f => name == "registry-profile" || f != "/companies/*/record").Order(StringComparer.Ordinal),
            Fields(prompt.OutputSchema, prompt.OutputSchema, string.Empty).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ExamplesSurviveTheReplyRecords(string name)
    {
        PromptFile prompt = Catalog.Get(name);
        foreach (JsonNode output in prompt.Examples.Select(e => e.Output))
        {
            JsonNode? again = name switch
            {
                "chain-placement" => Through<PlacementReply>(output),
                "registry-profile" => Through<RegistryReply>(output),
                _ => Through<CompaniesReply>(output),
            };
            Assert.Empty(ReplySchema.For(prompt).Check(again));
            Assert.True(JsonNode.DeepEquals(output, again), again?.ToJsonString(ReplyJson.Options));
        }
    }

    private static JsonNode? Through<T>(JsonNode json) =>
        JsonSerializer.SerializeToNode(json.Deserialize<T>(ReplyJson.Options), ReplyJson.Options);

    private static IEnumerable<string> Fields(Type type, string at)
    {
        foreach (System.Reflection.PropertyInfo property in type.GetProperties())
        {
            Type inner = property.PropertyType;
            string path = $"{at}/{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}";
            yield return path;
            if (inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            {
                path += "/*";
                inner = inner.GetGenericArguments()[0];
            }

            foreach (string field in inner.Namespace == typeof(QuotedValue).Namespace ? Fields(inner, path) : [])
            {
                yield return field;
            }
        }
    }

    private static IEnumerable<string> Fields(JsonNode? schema, JsonObject root, string at)
    {
        if (schema?["$ref"] is JsonNode reference)
        {
            return Fields(root["$defs"]![reference.GetValue<string>()["#/$defs/".Length..]], root, at);
        }

        IEnumerable<string> own = schema?["properties"] is JsonObject properties
            ? properties.SelectMany(p => Fields(p.Value, root, $"{at}/{p.Key}").Prepend($"{at}/{p.Key}"))
            : [];
        if (schema?["anyOf"] is JsonArray forms)
        {
            own = own.Concat(forms.SelectMany(form => Fields(form, root, at)));
        }

        return schema?["items"] is JsonNode items ? own.Concat(Fields(items, root, at + "/*")) : own;
    }
}
