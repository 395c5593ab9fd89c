namespace Extraction.Worker.Documents.Office;

/// <summary>What holds until the end of an RTF group.</summary>
internal sealed record RtfState
{
    public int Font { get; set; }

    /// <summary>How many characters follow a <c>\u</c> for readers that do not know it.</summary>
    public int UnicodeSkip { get; set; } = 1;

    public bool InFontTable { get; set; }

    /// <summary>Whether the group is no text of the document.</summary>
    public bool Skipped { get; set; }

    public bool Hidden { get; set; }
}
