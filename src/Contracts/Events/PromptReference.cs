namespace Extraction.Contracts;

/// <summary>An exact prompt.</summary>
/// <param name="Name">Its task.</param>
/// <param name="Version">Its version (SemVer 2.0.0).</param>
/// <param name="Sha256">SHA-256 of its file, lower-case hexadecimal.</param>
public sealed record PromptReference(string Name, string Version, string Sha256);
