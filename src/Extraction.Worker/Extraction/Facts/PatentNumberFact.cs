using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>A patent number that the text lists.</summary>
/// <param name="Value">As written.</param>
/// <param name="Title">Its title, or null.</param>
/// <param name="Valid">Whether its check digit is right; null where it has none.</param>
/// <param name="Evidence">Where it stands.</param>
internal sealed record PatentNumberFact(string Value, string? Title, bool? Valid, Evidence Evidence) : Fact(Value, Evidence);
