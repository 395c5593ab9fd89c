namespace Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>A firm or institution named in the text.</summary>
/// <param name="Span">Its name.</param>
/// <param name="ListStart">Where the enumeration starts that it stands in.</param>
/// <param name="ListEnd">Where that ends.</param>
/// <param name="Company">Its index in the roster, or -1.</param>
internal sealed record Party(TextSpan Span, int ListStart, int ListEnd, int Company);
