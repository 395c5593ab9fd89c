using System.Text;
using Extraction.TestKit;
using Extraction.Worker.Evaluation;
using Xunit;

namespace Extraction.Worker.Tests.Evaluation;

public sealed class GoldSetTests : IDisposable
{
    private const string Good = """{"document":"a.txt","kind":"news","companies":[]}""";

    private readonly TemporaryFolder _folder = new();

    public GoldSetTests()
    {
        File.WriteAllText(_folder.File("a.txt"), "甲");
        File.WriteAllText(_folder.File("b.txt"), "乙");
    }

    public static TheoryData<string, int, string> BadLines => new()
    {
        { """{"document":"b.txt","kind":"news","companies":[{"name":"甲","prodcts":[]}]}""", 2, "`prodcts`" },
        { """{"document":"b.txt","kind":"novel","companies":[]}""", 2, "research-report" },
        { """{"document":"b.txt","kind":"news"}""", 2, "`companies`" },
        { """{"document":"b.txt","kind":"news","companies":[""", 2, "character" },
        { """{"document":"b.txt","document":"a.txt","kind":"news","companies":[]}""", 2, "Duplicate" },
        { """{"document":"c.txt","kind":"news","companies":[]}""", 2, "is not there" },
        { """{"document":"a.txt","kind":"news","companies":[]}""", 2, "twice, first at line 1" },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public void ABadLineIsRefusedWithFileLineAndReason(string line, int number, string reason)
    {
        string file = Write("gold.jsonl", $"{Good}\n{line}\n");

        GoldProblem problem = Assert.Single(Assert.Throws<GoldException>(() => GoldSet.Read(file)).Problems);

        Assert.Equal((file, number), (problem.File, problem.Line));
        Assert.Contains(reason, problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherEncodingIsRefusedAtItsLine()
    {
        string file = _folder.File("gold.jsonl");
        File.WriteAllBytes(file, [.. Encoding.UTF8.GetBytes(Good + "\n"), 0xBC, 0xD7, 0x0A]);

        GoldProblem problem = Assert.Single(Assert.Throws<GoldException>(() => GoldSet.Read(file)).Problems);

        Assert.Equal(2, problem.Line);
        Assert.Contains("UTF-8", problem.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void ATableHoldsTheSameAsLines()
    {
        string lines = Write("gold.jsonl", """
            {"document":"a.txt","kind":"news","language":"zh","companies":[{"name":"甲公司","products":["泵","阀"],"location":{"province":"浙江省","city":null},"patents":{"count":3,"byType":{"invention":1},"numbers":[],"pending":null},"chain":[{"industry":"机械装备","chainName":"泵阀","chainNameAlso":["流体"],"node":"泵","role":"makes"}]},{"name":"乙公司"}]}
            """);
        string table = Write("gold.csv", """
            document,kind,language,company,products,province,patents,inventionPatents,placements
            a.txt,news,zh,甲公司,泵|阀,浙江省,3,1,机械装备 > 泵阀 / 流体 > 泵 > makes
            a.txt,news,zh,乙公司,,,,,
            """);

        GoldDocument left = GoldSet.Read(lines).Records[0].Gold;
        GoldDocument right = GoldSet.Read(table).Records[0].Gold;

        Assert.Equal(left.Companies.Select(one => one.Name), right.Companies.Select(one => one.Name));
        Assert.Equal(left.Companies[0].Products, right.Companies[0].Products);
        Assert.Equal(left.Companies[0].Location, right.Companies[0].Location);
        Assert.Equal(left.Companies[0].Patents!.Count, right.Companies[0].Patents!.Count);
        Assert.Equal(left.Companies[0].Patents!.ByType, right.Companies[0].Patents!.ByType);
        Assert.Equal(left.Companies[0].Chain![0].ChainNameAlso, right.Companies[0].Chain![0].ChainNameAlso);
        Assert.Equal(left.Companies[0].Chain![0].Node, right.Companies[0].Chain![0].Node);
    }

    [Theory]
    [InlineData("document,kind,company,produkts\na.txt,news,甲,泵", 1, "`produkts`")]
    [InlineData("document,kind,company\na.txt,novel,甲", 2, "novel")]
    [InlineData("document,kind,company,patents\na.txt,news,甲,many", 2, "many")]
    [InlineData("document,kind,company,placements\na.txt,news,甲,机械装备", 2, "industry > chain > node > role")]
    [InlineData("document,kind,company\na.txt,news,甲,乙", 2, "4 cells")]
    public void ABadTableIsRefusedWithFileLineAndReason(string table, int line, string reason)
    {
        string file = Write("gold.csv", table);

        GoldProblem problem = Assert.Throws<GoldException>(() => GoldSet.Read(file)).Problems[0];

        Assert.Equal(line, problem.Line);
        Assert.Contains(reason, problem.Sentence, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
