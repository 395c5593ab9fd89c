using CsCheck;
using Extraction.Contracts;
using Extraction.Worker.Grounding;
using Extraction.Worker.Grounding.Approximate;
using Xunit;

namespace Extraction.Worker.Tests.Grounding;

public sealed class GroundingPropertyTests
{
    private const string Common = "公司主要从事高温尼龙材料移动机器人的研发生产与销售有限股份科技新浙江省嘉兴市";

    private static readonly Gen<char> Hostile = Gen.Frequency(
        (4, Gen.Char),
        (6, AnyOf(Common)),
        (3, AnyOf("0123456789.,，。、 \t\n…囗□?-—“”（）()ＡａaAé萬亿十二")),
        (2, AnyOf("\uD83D\uDE00\uD800\uDC00\u0301\u200D\uFE0F\u20DD\uFFFE\uFFFF\0\u2FF0㈱½①²ﬁ")));

    private static readonly Gen<string> Text = Hostile.Array[0, 80].Select(characters => new string(characters));

    [Fact]
    public void AnyUnicodeGivesAWholeSpanOrARefusal() =>
        Gen.Select(Text, Text, Gen.Int[-5, 90], Gen.Int[0, 90]).Sample((text, quote, offset, length) =>
        {
            GroundedText grounded = new(text);
            AssertWhole(text, quote, grounded.Locate(quote));
            AssertWhole(text, quote, grounded.Locate(quote, GroundingHint.Within(offset, offset + length)));
            AssertWhole(text, quote, grounded.Locate(quote, GroundingHint.After(offset)));
            AssertWhole(text, quote, grounded.Locate(quote, GroundingHint.Near(offset)));
        }, iter: 4_000);

    [Fact]
    public void APieceOfAnyTextGivesAWholeSpanOrARefusal() =>
        Gen.Select(Text, Gen.Int[0, 80], Gen.Int[0, 30]).Sample((text, start, length) =>
        {
            start = Math.Min(start, text.Length);
            string quote = text.Substring(start, Math.Min(length, text.Length - start));
            AssertWhole(text, quote, new GroundedText(text).Locate(quote));
        }, iter: 4_000);

    [Fact]
    public void EveryPlantedQuoteIsFoundExactly() =>
        Gen.Select(Text, Planted(1, 40), Text).Sample((before, quote, after) =>
        {
            string text = before + "，" + quote + "。" + after;

            GroundingResult.Found found = Assert.IsType<GroundingResult.Found>(new GroundedText(text).Locate(quote));

            Assert.Equal(MatchKind.Exact, found.Match);
            Assert.Equal(quote, text[found.Start..found.End]);
        }, iter: 2_000);

    [Fact]
    public void EveryPlantedQuoteIsFoundThroughSpacesAndWidth() =>
        Gen.Select(Planted(4, 40), Gen.Int[1, 38], AnyOf(" \n\u3000\u200B\t")).Sample((quote, at, space) =>
        {
            at = Math.Min(at, quote.Length - 1);
            string planted = quote.Insert(at, new string(space, 2));
            string text = "前言：" + planted + "（完）";

            GroundingResult.Found found = Assert.IsType<GroundingResult.Found>(new GroundedText(text).Locate(quote));

            Assert.Equal(planted, text[found.Start..found.End]);
            Assert.Equal(MatchKind.Normalised, found.Match);
        }, iter: 2_000);

    [Fact]
    public void AQuoteWithOneUnreadCharacterIsFound() =>
        Gen.Select(Planted(5, 40), Gen.Int[0, 39]).Sample((quote, at) =>
        {
            at = Math.Min(at, quote.Length - 1);
            string text = "据介绍，" + quote + "。";

            GroundingResult.Found found = Assert.IsType<GroundingResult.Found>(new GroundedText(text).Locate(quote[..at] + '囗' + quote[(at + 1)..]));

            Assert.Equal(quote, text[found.Start..found.End]);
        }, iter: 2_000);

    [Theory]
    [InlineData("aaaaaaaaaaaab", "a")]
    [InlineData("有限公司有限公囗有限公司", "有限公司")]
    [InlineData("1212121213", "12")]
    [InlineData("……公……司……", "公…")]
    public void HostileRepetitionLeavesABoundedNumberOfCandidates(string quote, string repeated)
    {
        string text = string.Concat(Enumerable.Repeat(repeated, 5_000));
        using BitParallelSearch search = new(quote);

        Assert.InRange(search.Run(text, RepairRules.Limit(quote), out _).Count, 0, 24);
        AssertWhole(text, quote, new GroundedText(text).Locate(quote));
    }

    [Fact]
    public void MemoryIsLinearInTheText()
    {
        string piece = string.Concat(Enumerable.Repeat(Common + "①㈱e\u0301 ", 500));
        _ = new GroundedText(piece);
        long one = Allocated(piece);
        long eight = Allocated(string.Concat(Enumerable.Repeat(piece, 8)));

        Assert.InRange((double)eight / one, 6, 10);
    }

    [Fact]
    public void SearchingTakesNoMemoryThatGrowsWithTheText()
    {
        string piece = string.Concat(Enumerable.Repeat(Common, 50));
        GroundedText small = new(piece);
        GroundedText large = new(string.Concat(Enumerable.Repeat(piece, 20)));
        _ = (small.Locate("聚苯硫醚树脂工程"), large.Locate("聚苯硫醚树脂工程"));

        long before = GC.GetAllocatedBytesForCurrentThread();
        small.Locate("聚苯硫醚树脂工程");
        long middle = GC.GetAllocatedBytesForCurrentThread();
        large.Locate("聚苯硫醚树脂工程");

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - middle, 0, (middle - before) + 2_048);
    }

    private static Gen<string> Planted(int shortest, int longest) => Gen.Shuffle(Common.Distinct().ToArray(), shortest, Math.Min(longest, Common.Distinct().Count())).Select(characters => new string(characters));

    private static Gen<char> AnyOf(string characters) => Gen.Int[0, characters.Length - 1].Select(i => characters[i]);

    private static long Allocated(string text)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = new GroundedText(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AssertWhole(string text, string quote, GroundingResult result)
    {
        if (result is not GroundingResult.Found found)
        {
            return;
        }

        Assert.InRange(found.Start, 0, text.Length);
        Assert.InRange(found.End, found.Start + 1, text.Length);
        Assert.True(SpanEdges.AreWhole(text, found.Start, found.End));
        Assert.Equal(found.Match == MatchKind.Repaired, found.Repairs is not null);
        if (found.Match == MatchKind.Exact)
        {
            Assert.Equal(quote, text[found.Start..found.End]);
        }
    }
}
