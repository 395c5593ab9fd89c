using System.Text.Json.Nodes;
using Extraction.TestKit;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Evaluation.Judging;
using Xunit;

namespace Extraction.Worker.Tests.Evaluation;

public sealed class JudgingTests : IDisposable
{
    private const string Other = """{ "document": "b.txt", "kind": "news", "companies": [] }""";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void AJudgementCorrectsTheLabelAndLeavesOtherLinesAsTheyAre()
    {
        string gold = Write();

        IReadOnlyList<string> problems = GoldEditor.Save(gold,
        [
            new Judgement("a.txt", "甲公司", GoldScorer.Products, null, "阀门", "published"),
            new Judgement("a.txt", "甲公司", GoldScorer.Products, "泵", null, "published"),
            new Judgement("a.txt", "甲公司", GoldScorer.PatentCount, null, "7", "published"),
            new Judgement("a.txt", null, GoldScorer.Names, null, "乙公司", "published"),
        ]);

        Assert.Empty(problems);
        GoldDocument corrected = GoldSet.Read(gold).Records[0].Gold;
        Assert.Equal(["阀门"], corrected.Companies[0].Products!);
        Assert.Equal(7, corrected.Companies[0].Patents!.Count);
        Assert.Equal("乙公司", corrected.Companies[1].Name);
        Assert.Equal(Other, File.ReadAllLines(gold)[1]);
    }

    [Fact]
    public void ALabelThatIsRightIsMarkedAsJudged()
    {
        string gold = Write();

        GoldEditor.Save(gold, [new Judgement("a.txt", "甲公司", GoldScorer.Products, null, "阀门", "label")]);

        Assert.Equal([new GoldJudgement("甲公司", GoldScorer.Products, null, "阀门")], GoldSet.Read(gold).Records[0].Gold.Judged!);
    }

    [Fact]
    public void APlaceIsCorrectedWhereThereIsOne()
    {
        string gold = Write();
        File.WriteAllLines(gold, ["""{"document":"a.txt","kind":"news","companies":[{"name":"甲公司","chain":[{"industry":"建筑","role":"uses","node":"泵站","nodeId":"x.y"}]}]}"""]);

        IReadOnlyList<string> problems = GoldEditor.Save(gold,
        [
            new Judgement("a.txt", "甲公司", GoldScorer.Industry, "建筑", "机械装备", "published"),
            new Judgement("a.txt", "甲公司", GoldScorer.Role, "uses", "Makes", "published"),
            new Judgement("a.txt", "甲公司", GoldScorer.Node, "x.y", "离心泵", "published"),
        ]);

        Assert.Empty(problems);
        GoldChain place = Assert.Single(GoldSet.Read(gold).Records[0].Gold.Companies[0].Chain!);
        Assert.Equal(("机械装备", "makes", "离心泵", null), (place.Industry, place.Role, place.Node, place.NodeId));
    }

    [Fact]
    public void WhatCannotBeSavedIsSaid()
    {
        string gold = Write();

        IReadOnlyList<string> problems = GoldEditor.Save(gold, [new Judgement("a.txt", "甲公司", GoldScorer.Industry, "汽车", "建筑", "published"), new Judgement("c.txt", null, GoldScorer.Names, null, "丙", "published")]);

        Assert.Equal(2, problems.Count);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Lines()[0]), JsonNode.Parse(File.ReadAllLines(gold)[0])));
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Lines() => ["""{"document":"a.txt","kind":"news","companies":[{"name":"甲公司","products":["泵"]}]}""", Other];

    private string Write()
    {
        File.WriteAllText(_folder.File("a.txt"), "甲");
        File.WriteAllText(_folder.File("b.txt"), "乙");
        File.WriteAllLines(_folder.File("gold.jsonl"), Lines());
        return _folder.File("gold.jsonl");
    }
}
