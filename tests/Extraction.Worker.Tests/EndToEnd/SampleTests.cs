using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Tests.Evaluation;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>Every shipped sample through the rule-based reader, held against what <c>samples/gold.jsonl</c> says it must produce.</summary>
public sealed class SampleTests
{
    private static readonly string Folder = Path.Combine(SharedFolder.ProjectRoot, "samples");
    private static readonly IReadOnlyList<GoldDocument> Gold = GoldFile.Parse(File.ReadLines(Path.Combine(Folder, "gold.jsonl")));
    private static readonly LabelledFolder Texts = new(Folder, Gold.Zip(SampleDocuments.Read(Folder)));

    [Fact]
    public void EverySampleHasItsLabels() => Assert.Equal(
        Directory.EnumerateFiles(Path.Combine(Folder, "documents")).Concat(Directory.EnumerateFiles(Path.Combine(Folder, "registry"))).Select(Path.GetFileName).Order(),
        Gold.Select(document => Path.GetFileName(document.Document)).Order());

    [Fact]
    public Task EveryPublishedQuoteIsTheTextAtItsOffsets() => Texts.AssertGroundedAsync();

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
    public Task NoFieldFallsBelowWhatTheReaderReached(string field, double least) => Texts.AssertAtLeastAsync(field, least);
}
