using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Merging;

/// <summary>Goods or a service of a company.</summary>
/// <param name="Value">The name and where it stands.</param>
/// <param name="Role">Whether the company makes or sells it.</param>
internal sealed record CompanyProduct(ExtractedValue Value, ChainRole Role);
