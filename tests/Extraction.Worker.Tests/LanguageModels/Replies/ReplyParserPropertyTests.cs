using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Extraction.Worker.LanguageModels.Replies.Parsing;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels.Replies;

public sealed class ReplyParserPropertyTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.OneOf(Gen.Char['一', '龥'], Gen.Char["\"'“”,，:：{}[]\\/#\n\t ab1`.…"], Gen.Char['\0', '\x7f']), 0, 12];

    private static readonly Gen<JsonNode?> Scalar = Gen.OneOf(
        Text.Select(t => (JsonNode?)JsonValue.Create(t)),
        Gen.Long.Select(n => (JsonNode?)JsonValue.Create(n)),
        Gen.Double[-1e9, 1e9].Select(n => (JsonNode?)JsonValue.Create(n)),
        Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
        Gen.Const((JsonNode?)null));

    private static readonly Gen<string> Json = Written(Text);

    /// <summary>What models write: names that are words.</summary>
    private static readonly Gen<string> JsonWithWords = Written(Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['一', '龥']), 1, 12]);

    [Fact]
    public void ValidJsonSurvives() => Json.Where(j => j[0] is '{' or '[').Sample(json =>
    {
        ParsedReply parsed = ReplyParser.Parse(json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), parsed.Json));
        Assert.Empty(parsed.Repairs);
        Assert.False(parsed.Cut);
    });

    /// <summary>The tolerant reader itself, which valid JSON does not reach otherwise, on what models write: names that are identifiers.</summary>
    [Fact]
    public void ValidJsonWithATrailingCommaSurvives() => JsonWithWords.Where(j => j.Length > 2 && j[0] is '{').Sample(json =>
    {
        ParsedReply parsed = ReplyParser.Parse(json[..^1].TrimEnd() + ",}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), parsed.Json), $"{json}\n{parsed.Json?.ToJsonString()}");
    });

    [Fact]
    public void ValidJsonWithTextBeforeItSurvives() => Json.Where(j => j.Length > 2 && j[0] is '{').Sample(json =>
    {
        ParsedReply parsed = ReplyParser.Parse("Answer: " + json);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), parsed.Json), $"{json}\n{parsed.Json?.ToJsonString()}");
    });

    [Fact]
    public void NoPrefixThrowsAndEveryOneIsWholeCutOrNothing() => Gen.Select(Json, Gen.Int[0, 400]).Sample((json, length) =>
    {
        string prefix = json[..Math.Min(length, json.Length)];
        ParsedReply parsed = ReplyParser.Parse(prefix);
        if (prefix.Length < json.Length && (json[0] is '{' or '['))
        {
            Assert.True(parsed.Json is null || parsed.Cut || parsed.Repairs.Count > 0, prefix);
        }
    });

    [Fact]
    public void NothingThrows() => Gen.String[Gen.OneOf(Gen.Char["\"'“”,，:：{}[]()\\/#*\n\t ab1`.…<>-+=;"], Gen.Char), 0, 200].Sample(text =>
    {
        ReplyParser.Parse(text);
    });

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("[{")]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData("{\"a\":\"b\" c")]
    [InlineData("\"")]
    [InlineData("\",")]
    [InlineData("{'a': 'b''")]
    [InlineData("[[]}")]
    [InlineData("{\"a\":1]")]
    [InlineData("{{")]
    [InlineData("/*")]
    [InlineData("(")]
    [InlineData("[\"a\" x, \"")]
    [InlineData("<think>{")]
    [InlineData("\\\"")]
    public void LongRunsEndSoon(string piece)
    {
        // A time limit would depend on the machine: what is tested is that it ends at all, on input where a quadratic parser needs minutes.
        foreach (string before in new[] { string.Empty, "{\"a\":[\"", "[[[[{\"x\":" })
        {
            ReplyParser.Parse(before + string.Concat(Enumerable.Repeat(piece, 200_000)));
        }
    }

    private static Gen<string> Written(Gen<string> names)
    {
        Gen<JsonNode?> value = Gen.Recursive<JsonNode?>((depth, inner) => depth > 4
            ? Scalar
            : Gen.OneOf(
                Scalar,
                inner.Array[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())])),
                Gen.Select(names, inner).Array[0, 4].Select(pairs => (JsonNode?)new JsonObject(
                    pairs.DistinctBy(p => p.Item1).Select(p => KeyValuePair.Create(p.Item1, p.Item2?.DeepClone()))))));
        return Gen.Select(value, Gen.Bool, (node, indented) =>
            node?.ToJsonString(new JsonSerializerOptions { WriteIndented = indented, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) ?? "null");
    }
}
