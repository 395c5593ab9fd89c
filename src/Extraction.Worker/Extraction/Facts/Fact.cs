using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>A value that the text was found to hold.</summary>
/// <param name="Value">The value, as it is published.</param>
/// <param name="Evidence">Where it stands.</param>
internal record Fact(string Value, Evidence Evidence);
