using Extraction.Contracts;
using Extraction.Worker.Cli;
using Extraction.Worker.Documents;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Extraction.Worker.Tests.Evaluation;

/// <summary>Labelled documents of a folder, from bytes to events with the rule-based reader, scored once.</summary>
/// <param name="folder">Where the documents' paths begin.</param>
/// <param name="documents">The labels, each with what a crawler would say of its document.</param>
internal sealed class LabelledFolder(string folder, IEnumerable<(GoldDocument Gold, DocumentSubmitted Document)> documents)
{
    private readonly Lazy<Task<ScoreSheet>> _scored = new(() => ScoreAsync(folder, documents));

    /// <summary>Every published quote is the text at its offsets.</summary>
    public async Task AssertGroundedAsync() => Assert.Equal(1, (await _scored.Value).Shares[GoldScorer.Grounded].Share);

    /// <summary>The F1 of a list, or the share of right answers, is no lower than it was.</summary>
    public async Task AssertAtLeastAsync(string field, double least)
    {
        ScoreSheet sheet = await _scored.Value;
        foreach (Disagreement one in sheet.Disagreements.Where(one => one.Field == field))
        {
            TestContext.Current.TestOutputHelper!.WriteLine($"{one.Document}, {one.Company}: labelled {one.Labelled ?? "-"}, published {one.Published ?? "-"}");
        }

        double reached = sheet.Lists.TryGetValue(field, out FieldScore? list) ? list.F1 : sheet.Shares[field].Share;
        Assert.True(reached >= least, $"{field}: {reached:F3}, at least {least:F3} before.");
    }

    private static async Task<ScoreSheet> ScoreAsync(string folder, IEnumerable<(GoldDocument Gold, DocumentSubmitted Document)> documents)
    {
        await using ServiceProvider services = WorkerServices.Build(new ConfigurationBuilder().Build());
        DocumentReader reader = services.GetRequiredService<DocumentReader>();
        DocumentAnalysis analysis = services.GetRequiredService<DocumentAnalysis>();
        ScoreSheet sheet = new();
        foreach ((GoldDocument gold, DocumentSubmitted document) in documents)
        {
            DocumentBytes bytes = new(await File.ReadAllBytesAsync(Path.Combine(folder, gold.Document)), gold.Document, gold.Document);
            SourceText text = Assert.IsType<Outcome<SourceText>.Done>(reader.Read(bytes, null, default)).Value;
            Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(document, text, analysis.RecipeFor(document.Kind), default);
            IReadOnlyList<ChainPlacementEnvelope> events = Assert.IsType<Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done>(outcome).Value;
            sheet.Add(GoldScorer.Score(gold, [.. events.Select(one => one.Data)], text.Text));
        }

        return sheet;
    }
}
