using Extraction.Contracts;
using Extraction.Worker.Documents;

namespace Extraction.Worker.Pipeline.Shadowing;

/// <summary>A document that is to be read once more, by a version that is tried in the shadow.</summary>
/// <param name="Document">The document.</param>
/// <param name="Source">Its text.</param>
/// <param name="Recipe">What it was read with.</param>
/// <param name="Shadow">What it is to be read with.</param>
/// <param name="Events">The events that were published.</param>
internal sealed record ShadowWork(DocumentSubmitted Document, SourceText Source, Recipe Recipe, Recipe Shadow, IReadOnlyList<ChainPlacementEnvelope> Events);
