using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Patents;

/// <summary>A number of patents that the text states.</summary>
/// <param name="Span">The number and the words that say what it counts.</param>
/// <param name="Number">The number.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="Company">Index of the company in the roster.</param>
/// <param name="AsOf">ISO 8601 date, or null.</param>
/// <param name="IsGroup">Whether it is stated for a group.</param>
/// <param name="IsOwn">Whether it is expressly one company's own.</param>
/// <param name="Sentence">Where the sentence starts that states it.</param>
internal sealed record PatentFigure(TextSpan Span, int Number, PatentFigureKind Kind, int Company, string? AsOf, bool IsGroup, bool IsOwn, int Sentence);
