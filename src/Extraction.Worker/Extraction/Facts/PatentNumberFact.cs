using Extraction.Contracts;
using Extraction.Worker.Grounding.Checks;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>A patent number that the text lists.</summary>
/// <param name="Value">As written.</param>
/// <param name="Title">Its title, or null.</param>
/// <param name="Valid">Whether its check digit is right; null where it has none.</param>
/// <param name="Kind">The kind that the number itself states, or null where it is no Chinese number.</param>
/// <param name="Evidence">Where it stands.</param>
internal sealed record PatentNumberFact(string Value, string? Title, bool? Valid, PatentKind? Kind, Evidence Evidence) : Fact(Value, Evidence);
