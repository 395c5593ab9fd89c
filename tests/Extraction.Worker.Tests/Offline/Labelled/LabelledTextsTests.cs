using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Tests.Evaluation;
using Xunit;

namespace Extraction.Worker.Tests.Offline.Labelled;

/// <summary>
/// Twenty-two short texts that were written and labelled before the rules that read them, from bytes to events: wordings of reports, news, pages,
/// prospectuses and registers, each in another form. What the rule-based reader reached on them no change may lose.
/// </summary>
public sealed class LabelledTextsTests
{
    private static readonly string Folder = Path.Combine(SharedFolder.ProjectRoot, "tests", "Extraction.Worker.Tests", "Offline", "Labelled");
    private static readonly LabelledFolder Texts = new(
        Folder, GoldFile.Parse(File.ReadLines(Path.Combine(Folder, "gold.jsonl"))).Select(gold => (gold, Submitted(gold))));

    [Fact]
    public Task EveryPublishedQuoteIsTheTextAtItsOffsets() => Texts.AssertGroundedAsync();

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
    public Task NoFieldFallsBelowWhatTheReaderReached(string field, double least) => Texts.AssertAtLeastAsync(field, least);

    private static DocumentSubmitted Submitted(GoldDocument gold) => new(
        DocumentSubmitted.CurrentVersion,
        gold.Document,
        Enum.Parse<DocumentKind>(gold.Kind.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true),
        new DocumentSource(Uri: gold.Document),
        Language: gold.Language);
}
