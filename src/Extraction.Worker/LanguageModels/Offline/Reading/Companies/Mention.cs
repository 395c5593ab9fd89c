using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>A company named in the text, by whatever name.</summary>
/// <param name="Span">Where.</param>
/// <param name="Company">Index in the roster.</param>
/// <param name="IsFull">Whether by its full name.</param>
internal readonly record struct Mention(TextSpan Span, int Company, bool IsFull);
