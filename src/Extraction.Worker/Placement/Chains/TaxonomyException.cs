namespace Extraction.Worker.Placement.Chains;

/// <summary>A taxonomy cannot be used; the message is one sentence that says where and why.</summary>
internal sealed class TaxonomyException(string message) : Exception(message);
