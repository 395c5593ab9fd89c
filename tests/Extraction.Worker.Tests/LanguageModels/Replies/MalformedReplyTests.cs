using System.Text.Json.Nodes;
using Extraction.Worker.LanguageModels.Replies;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels.Replies;

/// <summary>The kinds of malformed replies that models send. Each one means <see cref="SmallSchema.Right"/>, and comes out as exactly that with a report of what was mended.</summary>
public sealed class MalformedReplyTests
{
    private const string Company = """{"name":"榆川塑业","products":["薄膜","吸管"],"role":"makes","patents":12,"listed":true,"code":null}""";

    private static readonly (string Kind, string Reply)[] Kinds =
    [
        ("code fence", $"```json\n{SmallSchema.Right}\n```"),
        ("prose around", $"Here is what the record [[r1]] says {{as asked}}:\n\n{SmallSchema.Right}\n\nLet me know if {{anything}} is missing [1]."),
        ("thinking with a draft", $"<think>\nDraft: {{\"companies\":[{{\"name\":\"榆川\"}}]}}\nNo, the full name.\n</think>\n\n{SmallSchema.Right}"),
        ("trailing commas", """{"companies":[{"name":"榆川塑业","products":["薄膜","吸管",],"role":"makes","patents":12,"listed":true,"code":null,},],}"""),
        ("missing commas", "{\"companies\":[{\"name\":\"榆川塑业\"\n\"products\":[\"薄膜\" \"吸管\"] \"role\":\"makes\",\"patents\":12\n\"listed\":true \"code\":null}]}"),
        ("single quotes", """{'companies':[{'name':'榆川塑业','products':['薄膜','吸管'],'role':'makes','patents':12,'listed':true,'code':null}]}"""),
        ("curly quotes", "{“companies”:[{“name”:“榆川塑业”,“products”:[“薄膜”,“吸管”],“role”:“makes”,“patents”:12,“listed”:true,“code”:null}]}"),
        ("unquoted keys", """{companies:[{name:"榆川塑业",products:["薄膜","吸管"],role:"makes",patents:12,listed:true,code:null}]}"""),
        ("full-width commas and colons", """{"companies"：[{"name"："榆川塑业"，"products"：["薄膜"，"吸管"]，"role"："makes"，"patents"：12，"listed"：true，"code"：null}]}"""),
        ("comments", "{\n  // the only company\n  \"companies\":[{\"name\":\"榆川塑业\", /* short */ \"products\":[\"薄膜\",\"吸管\"], # two\n\"role\":\"makes\",\"patents\":12,\"listed\":true,\"code\":null}]}"),
        ("Python literals", """{"companies":[{"name":"榆川塑业","products":["薄膜","吸管"],"role":"makes","patents":12,"listed":True,"code":None}]}"""),
        ("wrapped in an array", $"[{SmallSchema.Right}]"),
        ("a corrected second object", $"{SmallSchema.Right.Replace("薄膜", "地膜", StringComparison.Ordinal)}\n\nWait, the product is 薄膜. Corrected:\n\n{SmallSchema.Right}"),
        ("escaped twice", JsonValue.Create(SmallSchema.Right).ToJsonString()),
        ("escaped twice without quotes around", SmallSchema.Right.Replace("\"", "\\\"", StringComparison.Ordinal)),
        ("byte order mark", "\uFEFF" + SmallSchema.Right),
        ("no-break spaces", SmallSchema.Right.Replace(",", ",\u00A0", StringComparison.Ordinal).Replace("{", "{\u00A0\u200B", StringComparison.Ordinal)),
        ("a scalar for a list", """{"companies":{"name":["榆川塑业"],"products":["薄膜","吸管"],"role":"makes","patents":12,"listed":true,"code":null}}"""),
        ("a choice in another case", SmallSchema.Right.Replace("makes", "Makes", StringComparison.Ordinal)),
        ("a misspelt choice", SmallSchema.Right.Replace("makes", "make", StringComparison.Ordinal)),
        ("a number with its unit", SmallSchema.Right.Replace("12", "\"12项\"", StringComparison.Ordinal)),
        ("a number with its unit, unquoted", SmallSchema.Right.Replace("12", "12 项", StringComparison.Ordinal)),
        ("missing closing brackets of objects", SmallSchema.Right.Replace("}]}", "}]", StringComparison.Ordinal)),
        ("a bracket of the wrong kind", SmallSchema.Right.Replace("吸管\"]", "吸管\"}", StringComparison.Ordinal)),
        ("a closing bracket too many", SmallSchema.Right + "}]"),
        ("no object around the list", $"[{Company}]"),
        ("only the item", Company),
        ("a misspelt property", SmallSchema.Right.Replace("products", "Product", StringComparison.Ordinal).Replace("listed", "is_listed", StringComparison.Ordinal).Replace("is_listed", "Listed", StringComparison.Ordinal)),
        ("JSON inside a text", new JsonObject { ["companies"] = $"[{Company}]" }.ToJsonString()),
        ("words for nothing", SmallSchema.Right.Replace("\"code\":null", "\"code\":\"null\"", StringComparison.Ordinal)),
        ("a missing closing quote", SmallSchema.Right.Replace("\"榆川塑业\"", "\"榆川塑业", StringComparison.Ordinal)),
        ("backquotes", SmallSchema.Right.Replace('"', '`')),
        ("full-width quotes", SmallSchema.Right.Replace('"', '＂')),
        ("a semicolon between properties", SmallSchema.Right.Replace(",\"role\"", ";\"role\"", StringComparison.Ordinal)),
        ("an equals sign for a colon", SmallSchema.Right.Replace("\"role\":", "\"role\" = ", StringComparison.Ordinal)),
        ("a plus sign and a thousands comma", SmallSchema.Right.Replace("12", "+12", StringComparison.Ordinal)),
        ("a property twice", SmallSchema.Right.Replace("\"code\":null", "\"code\":null,\"code\":null", StringComparison.Ordinal)),
    ];

    private static readonly (string Kind, string Text)[] InnerTexts =
    [
        ("unescaped quotes in a string", "生产“绿能”牌 \"薄膜\" 和\"吸管\"，以及\"杯\""),
        ("an unescaped quote before a comma", "产品有\"薄膜\", \"吸管\"等"),
        ("raw newlines in a string", "第一行\n第二行\t栏"),
        ("a colon after an unescaped quote", "他说\"好\": 再见"),
        ("brackets in a string", "见附件[3]、{甲} // 不是注释"),
    ];

    public static TheoryData<string> Names => [.. Kinds.Select(k => k.Kind)];

    public static TheoryData<string> InnerNames => [.. InnerTexts.Select(k => k.Kind)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ComesOutExactlyRightAndIsReported(string kind)
    {
        ReplyReading reading = ReplyReading.Of(Kinds.First(k => k.Kind == kind).Reply, SmallSchema.Schema);
        Assert.Equal([], reading.Problems);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(SmallSchema.Right), reading.Json), reading.Json?.ToJsonString());
        Assert.True(reading.IsWhole);
        Assert.NotEmpty(reading.Report());
    }

    [Theory]
    [MemberData(nameof(InnerNames))]
    public void WhatAStringSaysIsKept(string kind)
    {
        string text = InnerTexts.First(k => k.Kind == kind).Text;
        ReplyReading reading = ReplyReading.Of(SmallSchema.Right.Replace("榆川塑业", text, StringComparison.Ordinal).Replace(":true", ":True", StringComparison.Ordinal), SmallSchema.Schema);
        Assert.Equal([], reading.Problems);
        Assert.Equal(text, reading.Json!["companies"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(6, reading.Json["companies"]![0]!.AsObject().Count);
    }

    [Theory]
    [InlineData("""{"companies":[@,{"name":"乙","products":["地""", 1)]
    [InlineData("""{"companies":[@,{"name":"乙","products":["地膜"],"role":"ma""", 1)]
    [InlineData("""{"companies":[@,{"name":"乙","products":["地膜"],"patents":1""", 1)]
    [InlineData("""{"companies":[@,{"name":"乙","pro""", 1)]
    [InlineData("""{"companies":[@,{"name":"乙",""", 1)]
    [InlineData("""{"companies":[@,{""", 1)]
    [InlineData("""{"companies":[@,""", 1)]
    [InlineData("""{"companies":[@""", 1)]
    [InlineData("""{"companies":[@,@,{'name':'乙""", 2)]
    [InlineData("""{"companies":[""", 0)]
    [InlineData("""[@,{"name":"乙""", 1)]
    public void OfAReplyThatIsCutWhatIsCompleteIsKeptAndTheRestReported(string form, int complete)
    {
        ReplyReading reading = ReplyReading.Of(form.Replace("@", Company, StringComparison.Ordinal), SmallSchema.Schema);
        Assert.True(reading.Cut);
        Assert.False(reading.IsWhole);
        Assert.Contains(reading.Report(), r => r.StartsWith("The reply breaks off at /", StringComparison.Ordinal));
        JsonArray companies = reading.Json!["companies"]!.AsArray();
        Assert.Equal(complete, companies.Count);
        Assert.All(companies, c => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Company), c)));
    }

    [Theory]
    [InlineData("""{"companies":[{"name":"甲","name":"乙","products":[],"role":"makes","patents":1,"listed":true,"code":null}]}""")]
    [InlineData("""{"companies":[{"name":"甲","products":["薄膜", ...],"role":"makes","patents":1,"listed":true,"code":null}]}""")]
    [InlineData("""{"companies":[{"name":"甲","products":[],"role":"makes","patents":,"listed":true,"code":null}]}""")]
    [InlineData("""{"companies":[{"name":"甲" (旧名乙),"products":[],"role":"makes","patents":1,"listed":true,"code":null}]}""")]
    [InlineData("""{"companies":[{"name":"甲","products":[],"role":"makes","patents":"12项（发明5项）","listed":true,"code":null}]}""")]
    [InlineData("""{"companies":[{"name":"甲","products":[],"role":"buys","patents":1,"listed":true,"code":null}]}""")]
    [InlineData("""{"companies":[{"name":"甲","role":"makes","patents":1,"listed":true,"code":null}]}""")]
    [InlineData("I cannot read this record.")]
    [InlineData("<think>The record says that")]
    [InlineData("")]
    public void WhatMayHaveLostSomethingIsAskedAgain(string reply)
    {
        ReplyReading reading = ReplyReading.Of(reply, SmallSchema.Schema);
        Assert.NotEmpty(reading.Problems);
        Assert.False(reading.IsWhole);
    }

    [Fact]
    public void ObjectsOneALineAreItemsOfTheList()
    {
        string other = Company.Replace("榆川塑业", "北屿茶业", StringComparison.Ordinal);
        ReplyReading reading = ReplyReading.Of($"{Company}\n{other}\n", SmallSchema.Schema);
        Assert.Equal(["榆川塑业", "北屿茶业"], reading.Json!["companies"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()));
    }

    [Fact]
    public void BracketsMissingBetweenTwoItemsAreFoundByTheFirstNameThatComesAgain()
    {
        string other = Company.Replace("榆川塑业", "北屿茶业", StringComparison.Ordinal);
        ReplyReading reading = ReplyReading.Of($"{{\"companies\":[{Company[..^1]},{other[1..]}]}}", SmallSchema.Schema);
        Assert.Equal(["榆川塑业", "北屿茶业"], reading.Json!["companies"]!.AsArray().Select(c => c!["name"]!.GetValue<string>()));
    }

    [Fact]
    public void ReportsHoldNoContent() => Assert.All(
        ReplyReading.Of($"secret words {SmallSchema.Right.Replace('"', '\'')} secret", SmallSchema.Schema).Report(),
        sentence => Assert.DoesNotContain("secret", sentence, StringComparison.Ordinal));
}
