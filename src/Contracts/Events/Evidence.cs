namespace Extraction.Contracts;

/// <summary>A place in the text that was read. The text cut from <paramref name="Start"/> to <paramref name="End"/> is always <paramref name="Quote"/>.</summary>
/// <param name="Quote">The words of the text.</param>
/// <param name="Start">Offset of the first character, in UTF-16 code units from the start of the text that was read.</param>
/// <param name="End">Offset after the last character, in UTF-16 code units.</param>
/// <param name="Page">Page number from 1, where the document has pages.</param>
/// <param name="Match">How the model's quote was found.</param>
public sealed record Evidence(string Quote, int Start, int End, int? Page, MatchKind Match);
