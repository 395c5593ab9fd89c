namespace Extraction.Worker.LanguageModels;

/// <summary>The model that answers, as it enters the recipe.</summary>
/// <param name="Name">Model or deployment name; <c>offline-rules</c> for the rule-based reader.</param>
/// <param name="Revision">What else changes its answers: the offline reader's version and lexicon hash, or an empty string.</param>
internal sealed record ModelIdentity(string Name, string Revision);
