namespace Extraction.Worker.Extraction;

/// <summary>Settings of the extraction step, section <c>Extraction</c>.</summary>
internal sealed class ExtractionOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Extraction";

    /// <summary>Longest piece of text in one model call, in UTF-16 code units. Default 24,000, some 16,000 tokens of Chinese.</summary>
    public int MaxSegmentCharacters { get; set; } = 24_000;

    /// <summary>How much of the text before a segment is repeated in it, so that a sentence at the border is read whole. Default 400.</summary>
    public int SegmentOverlap { get; set; } = 400;

    /// <summary>
    /// How much of a long text is sent, in UTF-16 code units: of a longer one the parts that speak of business, products, patents and customers, the
    /// rest is counted as not sent. Default 120,000; 0 sends everything.
    /// </summary>
    public int MaxDocumentCharacters { get; set; } = 120_000;

    /// <summary>How many registry records go into one model call at most; fewer where their replies would not fit the prompt's limit. Default 40.</summary>
    public int RecordsPerCall { get; set; } = 40;

    /// <summary>How many model calls of one document run at once. Default 4.</summary>
    public int ParallelCalls { get; set; } = 4;

    /// <summary>Exact versions by task, <c>Extraction:Prompts:company-profile=1.0.0</c>; the newest released one where none is given.</summary>
    public Dictionary<string, string> Prompts { get; } = new(StringComparer.Ordinal);
}
