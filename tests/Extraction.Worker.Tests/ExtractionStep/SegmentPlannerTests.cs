using CsCheck;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction;
using Extraction.Worker.Extraction.Segments;
using Extraction.Worker.Tests.LanguageModels;
using Xunit;

namespace Extraction.Worker.Tests.ExtractionStep;

public sealed class SegmentPlannerTests
{
    private static readonly ExtractionOptions Small = new() { MaxSegmentCharacters = 500, SegmentOverlap = 100, RecordsPerCall = 3 };

    [Fact]
    public void AShortTextIsOnePiece() => Assert.Equal([new Segment(0, 4, [])], Plan("一二三。"), SameSpan);

    [Fact]
    public void ALongTextIsCutAfterALineAndOverlaps()
    {
        string text = string.Concat(Enumerable.Repeat(new string('文', 99) + "\n", 12));
        IReadOnlyList<Segment> segments = Plan(text);
        Assert.True(segments.Count > 2);
        Assert.All(segments, segment => Assert.True(segment.End == text.Length || text[segment.End - 1] == '\n'));
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.True(pair.Second.Start < pair.First.End && pair.Second.Start > pair.First.Start));
    }

    [Fact]
    public void EveryCharacterIsInAPieceAndNoPairIsCut() => Gen.String[Gen.OneOf(Gen.Char['一', '龥'], Gen.Char["\n。 a"], Gen.Const('\ud83d')), 0, 3000].Sample(raw =>
    {
        string text = raw.Replace("\ud83d", "\ud83d\ude00", StringComparison.Ordinal);
        IReadOnlyList<Segment> segments = Plan(text);
        Assert.Equal(0, segments[0].Start);
        Assert.Equal(text.Length, segments[^1].End);
        Assert.All(segments, segment => Assert.True(segment.End - segment.Start <= 500));
        Assert.All(segments.Zip(segments.Skip(1)), pair => Assert.InRange(pair.Second.Start, pair.First.Start + 1, pair.First.End));
        Assert.All(segments, segment => Assert.False(segment.Start < text.Length && char.IsLowSurrogate(text[segment.Start])));
    });

    [Fact]
    public void RecordsArePackedInGroups()
    {
        TextRecord[] records = [.. Enumerable.Range(0, 7).Select(row => new TextRecord(row + 1, row * 10, (row * 10) + 9))];
        IReadOnlyList<Segment> segments = SegmentPlanner.Plan(new SourceText(new string('x', 70), "h", SourceFormat.RegistryCsv, [], records), Small, TestModels.Catalog.Get("registry-profile"));
        Assert.Equal([3, 3, 1], segments.Select(segment => segment.Records.Count));
    }

    private static IReadOnlyList<Segment> Plan(string text) => SegmentPlanner.Plan(new SourceText(text, "h", SourceFormat.PlainText, [], []), Small, TestModels.Catalog.Get("company-profile"));

    private static bool SameSpan(Segment left, Segment right) => (left.Start, left.End) == (right.Start, right.End);
}
