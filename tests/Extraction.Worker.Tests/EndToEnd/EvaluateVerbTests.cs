using System.Text.Json;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Evaluation.Results;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary><c>extraction evaluate</c>, called as a person calls it.</summary>
public sealed class EvaluateVerbTests : IDisposable
{
    private const string Sentence = "浙江衡岳泵业有限公司位于浙江省宁波市，主营离心泵的研发、生产和销售，主要产品为离心泵。";

    private readonly TemporaryFolder _folder = new();
    private readonly string _gold;

    public EvaluateVerbTests()
    {
        _gold = _folder.File("gold.jsonl");
        File.WriteAllText(_folder.File("a.txt"), Sentence);
        File.WriteAllText(_gold, """
            {"document":"a.txt","kind":"news","language":"zh","companies":[{"name":"浙江衡岳泵业有限公司","products":["离心泵"],"mainBusiness":["离心泵的研发、生产和销售"],"customers":["乙公司"]}]}
            """);
    }

    [Fact]
    public async Task TheTableShowsEveryField()
    {
        CliRun run = await CliRun.Of("evaluate", "--gold", _gold);

        Assert.Equal(0, run.ExitCode);
        Assert.All(new[] { "names", "products", "calibration", "coverage", "disagreements" }, word => Assert.Contains(word, run.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AMissingValueIsADisagreement()
    {
        EvaluationResult result = await ResultOf("evaluate", "--gold", _gold, "--json");

        DisagreementResult one = Assert.Single(result.Disagreements, disagreement => disagreement.Field == "customers");
        Assert.Equal(("乙公司", null), (one.Labelled, one.Published));
        Assert.Equal(0, result.Fields.Single(field => field.Field == "customers").Recall);
    }

    [Fact]
    public async Task RecordedRepliesGiveTheSameResultAndAMissFails()
    {
        string replies = _folder.File("replies.jsonl");
        EvaluationResult recorded = await ResultOf("evaluate", "--gold", _gold, "--record", replies, "--json");
        EvaluationResult replayed = await ResultOf("evaluate", "--gold", _gold, "--replay", replies, "--json");

        Assert.Equal(JsonSerializer.Serialize(recorded.Fields), JsonSerializer.Serialize(replayed.Fields));

        File.AppendAllText(_folder.File("a.txt"), "另有阀门。");
        CliRun miss = await CliRun.Of("evaluate", "--gold", _gold, "--replay", replies);
        Assert.Equal(1, miss.ExitCode);
        Assert.Contains("lacks replies for 1 of 1 documents, first company-profile@", miss.Error, StringComparison.Ordinal);
        Assert.Contains(" for a.txt", miss.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGateFailsWhenAFieldFell()
    {
        string saved = _folder.File("before.json");
        EvaluationResult before = await ResultOf("evaluate", "--gold", _gold, "--json", "--out", saved);
        EvaluationResult better = before with { Cases = [.. before.Cases.Select(one => one with { Fields = one.Fields.ToDictionary(field => field.Key, field => field.Value with { Right = field.Value.Labelled, Published = field.Value.Labelled }) })] };
        File.WriteAllText(saved, JsonSerializer.Serialize(better, ContractJson.Options));

        CliRun same = await CliRun.Of("evaluate", "--gold", _gold, "--against", saved, "--fail-if-worse", "products:0.01");
        CliRun fell = await CliRun.Of("evaluate", "--gold", _gold, "--against", saved, "--fail-if-worse", "customers:0.01");

        Assert.Equal(0, same.ExitCode);
        Assert.Equal(1, fell.ExitCode);
        Assert.Contains("customers fell from 1.000 to 0.000", fell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadGoldIsRefusedWithFileLineAndReason()
    {
        File.AppendAllText(_gold, "\n" + """{"document":"b.txt","kind":"news","companies":[],"note":1}""");

        CliRun run = await CliRun.Of("evaluate", "--gold", _gold);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{_gold}:2: In the record: found the property `note`", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<EvaluationResult> ResultOf(params string[] arguments)
    {
        CliRun run = await CliRun.Of(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonSerializer.Deserialize<EvaluationResult>(run.Output, ContractJson.Options)!;
    }
}
