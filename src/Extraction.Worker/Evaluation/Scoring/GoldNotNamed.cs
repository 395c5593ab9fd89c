namespace Extraction.Worker.Evaluation;

/// <summary>Words of a document that must not be published as customers, or as products, of any company in it.</summary>
internal sealed record GoldNotNamed(IReadOnlyList<string>? Customers, IReadOnlyList<string>? Products);
