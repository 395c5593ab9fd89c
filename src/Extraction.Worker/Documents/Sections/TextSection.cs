namespace Extraction.Worker.Documents.Sections;

/// <summary>A part of a long text under one heading.</summary>
/// <param name="Start">Offset of its first character, its heading included.</param>
/// <param name="End">Offset after its last character.</param>
/// <param name="Titles">Its heading and those above it, outermost first; empty before the first heading.</param>
internal sealed record TextSection(int Start, int End, IReadOnlyList<string> Titles);
