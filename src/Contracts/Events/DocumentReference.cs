namespace Extraction.Contracts;

/// <summary>The document that an event was read from.</summary>
/// <param name="Id">The crawler's document id.</param>
/// <param name="Uri">Where it was, or null where the message held it.</param>
/// <param name="Sha256">SHA-256 of its bytes (FIPS 180-4), lower-case hexadecimal.</param>
/// <param name="Kind">What sort of text it is.</param>
/// <param name="Language">BCP 47 tag, as submitted.</param>
/// <param name="PublishedAt">Publication date or time, as submitted.</param>
public sealed record DocumentReference(string Id, string? Uri, string Sha256, DocumentKind Kind, string? Language, string? PublishedAt);
