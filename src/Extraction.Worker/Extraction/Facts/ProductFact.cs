using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>Goods or a service.</summary>
/// <param name="Value">The name.</param>
/// <param name="Role">Whether the company makes or sells it.</param>
/// <param name="Evidence">Where it stands.</param>
internal sealed record ProductFact(string Value, ChainRole Role, Evidence Evidence) : Fact(Value, Evidence);
