using System.Buffers;
using Extraction.Prompts;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Sections;

namespace Extraction.Worker.Extraction.Segments;

/// <summary>
/// Cuts a text into the pieces that are sent, each the text as it stands. Every character is in at least one piece, unless the text is so long that
/// only the parts are sent that speak of what is looked for.
/// </summary>
internal static class SegmentPlanner
{
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create("。！？；!?;");

    /// <summary>A group's replies are planned to take this share of the prompt's limit, since some companies have more to say than others.</summary>
    private const double ReplyShare = 0.9;

    /// <summary>The pieces in the order of the text.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">How long a piece may be.</param>
    /// <param name="prompt">The prompt that they go into: its limit of reply tokens bounds how many records fit.</param>
    public static IReadOnlyList<Segment> Plan(SourceText source, ExtractionOptions options, PromptFile prompt) => source.Records.Count > 0
        ? PackRecords(source.Records, options, ReplyEstimate.Of(prompt), prompt.Settings.MaxTokens * ReplyShare)
        : [.. RelevantParts.Choose(source.Text, options.MaxDocumentCharacters == 0 ? int.MaxValue : options.MaxDocumentCharacters)
            .SelectMany(part => Cut(source.Text, part.Start, part.End, options.MaxSegmentCharacters, options.SegmentOverlap))];

    /// <summary>The two halves of a piece of running text, cut and overlapping as pieces are.</summary>
    public static IReadOnlyList<Segment> Halve(string text, Segment segment, int overlap)
    {
        int length = segment.End - segment.Start;
        int around = length / 8;
        int middle = segment.Start + (length / 2);
        int end = Border(text, middle - around, middle + around);
        int back = Math.Min(overlap, around);
        int start = back == 0 ? end : Border(text, end - back, end - (back / 2));
        return [new Segment(segment.Start, end, []), new Segment(start, segment.End, [])];
    }

    private static List<Segment> PackRecords(IReadOnlyList<TextRecord> records, ExtractionOptions options, ReplyEstimate estimate, double mostTokens)
    {
        double tokens = 0;
        List<Segment> segments = [];
        List<TextRecord> group = [];
        foreach (TextRecord record in records)
        {
            bool full = group.Count == options.RecordsPerCall
                || (group.Count > 0 && (record.End - group[0].Start > options.MaxSegmentCharacters || tokens + estimate.Tokens(record.End - record.Start) > mostTokens));
            if (full)
            {
                segments.Add(new Segment(group[0].Start, group[^1].End, group));
                group = [];
                tokens = 0;
            }

            tokens += estimate.Tokens(record.End - record.Start);
            group.Add(record);
        }

        segments.Add(new Segment(group[0].Start, group[^1].End, group));
        return segments;
    }

    private static List<Segment> Cut(string text, int start, int stop, int limit, int overlap)
    {
        List<Segment> segments = [];
        while (stop - start > limit)
        {
            int end = Border(text, start + (limit / 2), start + limit);
            segments.Add(new Segment(start, end, []));
            start = Border(text, end - overlap, end - (overlap / 2));
        }

        segments.Add(new Segment(start, stop, []));
        return segments;
    }

    /// <summary>The best place to cut in a range: after a blank line, else a line, else a sentence, else anywhere but inside a surrogate pair.</summary>
    private static int Border(string text, int from, int to)
    {
        ReadOnlySpan<char> range = text.AsSpan(from, to - from);
        int after = range.LastIndexOf("\n\n") is >= 0 and int blank ? blank + 2
            : range.LastIndexOf('\n') is >= 0 and int line ? line + 1
            : range.LastIndexOfAny(SentenceEnds) is >= 0 and int sentence ? sentence + 1
            : range.Length;
        int border = from + after;
        return border < text.Length && char.IsLowSurrogate(text[border]) ? border - 1 : border;
    }
}
