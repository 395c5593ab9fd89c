using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>A firm or institution named in the text.</summary>
/// <param name="Span">Its name.</param>
/// <param name="ListStart">Where the enumeration starts that it stands in.</param>
/// <param name="ListEnd">Where that ends.</param>
/// <param name="Company">Its index in the roster, or -1.</param>
internal sealed record Party(TextSpan Span, int ListStart, int ListEnd, int Company)
{
    /// <summary>What a verb frame or a table makes of it; nothing where only the words around it can tell.</summary>
    public Relation Told { get; init; }

    /// <summary>Where the next firm outside its enumeration is named; 0 where none is.</summary>
    public int Next { get; init; }
}
