namespace Extraction.Contracts;

/// <summary>A way along the taxonomy's edges from the company's node to a customer's.</summary>
/// <param name="Customer">The customer or end customer, as published in the event.</param>
/// <param name="Nodes">Node ids, the company's own first.</param>
public sealed record CustomerPath(string Customer, IReadOnlyList<string> Nodes);
