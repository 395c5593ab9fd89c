using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Documents;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>Every shipped sample through the rule-based reader, held against what <c>samples/gold.jsonl</c> says it must produce.</summary>
public sealed class SampleTests
{
    private static readonly string Folder = Path.Combine(SharedFolder.ProjectRoot, "samples");
    private static readonly IReadOnlyList<GoldDocument> Gold = GoldFile.Parse(File.ReadLines(Path.Combine(Folder, "gold.jsonl")));
    private static readonly Lazy<Task<ScoreSheet>> Scored = new(ScoreAsync);

    [Fact]
    public void EverySampleHasItsLabels() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(Folder, "documents")).Concat(Directory.EnumerateFiles(Path.Combine(Folder, "registry"))).Select(Path.GetFileName).Order(),
        Gold.Select(document => Path.GetFileName(document.Document)).Order());

    [Fact]
    public async Task EveryPublishedQuoteIsTheTextAtItsOffsets() => Assert.Equal(1, (await Scored.Value).Shares[GoldScorer.Grounded].Share);

    /// <summary>F1 of a list, or the share of right answers: what the rule-based reader reached, which no change may lose.</summary>
    [Theory]
    [InlineData(GoldScorer.Names, 0.97)]
    [InlineData(GoldScorer.Products, 0.85)]
    [InlineData(GoldScorer.Customers, 0.95)]
    [InlineData(GoldScorer.EndCustomers, 0.91)]
    [InlineData(GoldScorer.Honours, 0.93)]
    [InlineData(GoldScorer.MainBusiness, 0.94)]
    [InlineData(GoldScorer.PatentCount, 0.93)]
    [InlineData(GoldScorer.PatentNumbers, 1)]
    [InlineData(GoldScorer.CreditCode, 0.97)]
    [InlineData(GoldScorer.Location, 0.91)]
    [InlineData(GoldScorer.NotNamedCustomers, 0.95)]
    [InlineData(GoldScorer.NotNamedProducts, 1)]
    [InlineData(GoldScorer.Industry, 0.95)]
    [InlineData(GoldScorer.Chain, 0.95)]
    [InlineData(GoldScorer.Role, 0.93)]
    public async Task NoFieldFallsBelowWhatTheReaderReached(string field, double least)
    {
        ScoreSheet sheet = await Scored.Value;
        foreach (Disagreement one in sheet.Disagreements.Where(one => one.Field == field))
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{one.Document}, {one.Company}: labelled {one.Labelled ?? "-"}, published {one.Published ?? "-"}");
        }

        double reached = sheet.Lists.TryGetValue(field, out FieldScore? list) ? list.F1 : sheet.Shares[field].Share;
        Assert.True(reached >= least, $"{field}: {reached:F3}, at least {least:F3} before.");
    }

    private static async Task<ScoreSheet> ScoreAsync()
    {
        await using ServiceProvider services = WorkerServices.Build(new ConfigurationBuilder().Build());
        DocumentReader reader = services.GetRequiredService<DocumentReader>();
        DocumentAnalysis analysis = services.GetRequiredService<DocumentAnalysis>();
        ScoreSheet sheet = new();
        foreach ((GoldDocument gold, DocumentSubmitted document) in Gold.Zip(SampleDocuments.Read(Folder)))
        {
            DocumentBytes bytes = new(await File.ReadAllBytesAsync(Path.Combine(Folder, gold.Document)), gold.Document, gold.Document);
            SourceText text = Assert.IsType<Outcome<SourceText>.Done>(reader.Read(bytes, null, default)).Value;
            Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(document, text, analysis.RecipeFor(document.Kind), default);
            IReadOnlyList<ChainPlacementEnvelope> events = Assert.IsType<Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done>(outcome).Value;
            sheet.Add(GoldScorer.Score(gold, [.. events.Select(one => one.Data)], text.Text));
        }

        return sheet;
    }
}
