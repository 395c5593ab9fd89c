using System.Text.Json.Serialization;

namespace Extraction.Contracts;

/// <summary>How a quote was found in the text.</summary>
[JsonConverter(typeof(ContractEnumConverter<MatchKind>))]
public enum MatchKind
{
    /// <summary>Character for character.</summary>
    Exact,

    /// <summary>Equal after folding width, case, spaces and punctuation (Unicode NFKC, UAX #15).</summary>
    Normalised,

    /// <summary>Found although a character was misread, dropped or inserted, or the middle left out.</summary>
    Repaired,
}
