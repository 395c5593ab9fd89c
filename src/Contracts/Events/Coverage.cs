namespace Extraction.Contracts;

/// <summary>What became of every character of the text; the four add up to its length in UTF-16 code units.</summary>
/// <param name="Extracted">Part of some published evidence.</param>
/// <param name="Read">Read by the model, nothing found in it.</param>
/// <param name="Failed">Sent, but no usable reply came.</param>
/// <param name="NotSent">Never sent to a model.</param>
public sealed record Coverage(int Extracted, int Read, int Failed, int NotSent);
