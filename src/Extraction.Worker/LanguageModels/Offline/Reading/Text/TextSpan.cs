namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>A stretch of the text, in UTF-16 code units.</summary>
internal readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    public bool Holds(int offset) => offset >= Start && offset < End;

    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;
}
