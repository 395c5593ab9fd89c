namespace Extraction.Contracts;

/// <summary>A patent number of the text.</summary>
/// <param name="Number">As written.</param>
/// <param name="Valid">Whether its check digit is right (ZC 0006-2003); null where the number has none.</param>
/// <param name="Title">The patent's title, if the text gives it.</param>
/// <param name="Evidence">Where it stands.</param>
public sealed record PatentNumber(string Number, bool? Valid, string? Title, IReadOnlyList<Evidence> Evidence);
