using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>A full company name where the text writes it.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Core">Where the part between the place in front and the legal form behind stands: what short names are made of.</param>
internal sealed record CompanyName(TextSpan Span, TextSpan Core);
