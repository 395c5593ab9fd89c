namespace Extraction.Worker.LanguageModels.Cost;

/// <summary>A document that is read under a recipe.</summary>
/// <param name="DocumentSha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Recipe">Hash of what decides the answer.</param>
/// <param name="DocumentId">The crawler's id.</param>
internal sealed record AccountKey(string DocumentSha256, string Recipe, string DocumentId);
