namespace Extraction.Worker.Grounding.Approximate;

/// <summary>A place where the quote may end.</summary>
/// <param name="End">Folded characters before the end of the place.</param>
/// <param name="Distance">Edit distance to the quote, misreadings counted as equal.</param>
internal readonly record struct Candidate(int End, int Distance);
