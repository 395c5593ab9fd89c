using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Documents;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Extraction.Worker.Tests.Offline.Labelled;

/// <summary>
/// Twenty-two short texts that were written and labelled before the rules that read them, from bytes to events: wordings of reports, news, pages,
/// prospectuses and registers, each in another form. What the rule-based reader reached on them no change may lose.
/// </summary>
public sealed class LabelledTextsTests
{
    private static readonly string Folder = Path.Combine(SharedFolder.ProjectRoot, "tests", "Extraction.Worker.Tests", "Offline", "Labelled");
    private static readonly Lazy<Task<ScoreSheet>> Scored = new(ScoreAsync);

    [Fact]
    public async Task EveryPublishedQuoteIsTheTextAtItsOffsets() => Assert.Equal(1, (await Scored.Value).Shares[GoldScorer.Grounded].Share);

    /// <summary>F1 of a list, or the share of right answers.</summary>
    [Theory]
    [InlineData(GoldScorer.Names, 1)]
    [InlineData(GoldScorer.Products, 0.97)]
    [InlineData(GoldScorer.Customers, 0.95)]
    [InlineData(GoldScorer.EndCustomers, 0.95)]
    [InlineData(GoldScorer.Honours, 0.93)]
    [InlineData(GoldScorer.MainBusiness, 0.97)]
    [InlineData(GoldScorer.PatentCount, 1)]
    [InlineData(GoldScorer.CreditCode, 1)]
    [InlineData(GoldScorer.Location, 0.9)]
    [InlineData(GoldScorer.NotNamedCustomers, 1)]
    [InlineData(GoldScorer.NotNamedProducts, 1)]
    [InlineData(GoldScorer.Industry, 0.9)]
    [InlineData(GoldScorer.Chain, 0.85)]
    [InlineData(GoldScorer.Role, 0.95)]
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
        foreach (GoldDocument gold in GoldFile.Parse(File.ReadLines(Path.Combine(Folder, "gold.jsonl"))))
        {
            DocumentBytes bytes = new(await File.ReadAllBytesAsync(Path.Combine(Folder, gold.Document)), gold.Document, gold.Document);
            SourceText text = Assert.IsType<Outcome<SourceText>.Done>(reader.Read(bytes, null, default)).Value;
            DocumentKind kind = Enum.Parse<DocumentKind>(gold.Kind.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true);
            DocumentSubmitted document = new(DocumentSubmitted.CurrentVersion, gold.Document, kind, new DocumentSource(Uri: gold.Document), Language: gold.Language);
            Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(document, text, analysis.RecipeFor(kind), default);
            IReadOnlyList<ChainPlacementEnvelope> events = Assert.IsType<Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done>(outcome).Value;
            sheet.Add(GoldScorer.Score(gold, [.. events.Select(one => one.Data)], text.Text));
        }

        return sheet;
    }
}
