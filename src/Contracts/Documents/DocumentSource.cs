namespace Extraction.Contracts;

/// <summary>Where the bytes of a document are: exactly one of the three is given.</summary>
/// <param name="Uri">An absolute path, a path relative to an allowed root, or a <c>file:</c>, <c>https:</c> or blob address.</param>
/// <param name="Content">The text itself.</param>
/// <param name="ContentBase64">The bytes themselves, in base 64 (RFC 4648, section 4).</param>
public sealed record DocumentSource(string? Uri = null, string? Content = null, string? ContentBase64 = null);
