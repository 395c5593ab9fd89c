namespace Extraction.Contracts;

/// <summary>An exact taxonomy.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">SHA-256 over its files, lower-case hexadecimal.</param>
public sealed record TaxonomyReference(string Version, string Sha256);
