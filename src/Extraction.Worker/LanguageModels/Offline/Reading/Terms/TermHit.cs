namespace Extraction.Worker.LanguageModels.Offline.Reading.Terms;

/// <summary>A lexicon term found in a text; offsets count UTF-16 code units.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">Its length.</param>
/// <param name="Kind">What sort of term it is.</param>
/// <param name="Payload">Index into the lexicon of its kind.</param>
internal readonly record struct TermHit(int Start, int Length, TermKind Kind, int Payload)
{
    public int End => Start + Length;
}
