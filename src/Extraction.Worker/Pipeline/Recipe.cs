using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Pipeline;

/// <summary>Everything that decides the answer besides the document's bytes.</summary>
/// <param name="Kind">The document's kind: it is told to the model and chooses the prompt.</param>
/// <param name="Prompts">The prompts.</param>
/// <param name="Model">The model.</param>
/// <param name="Taxonomy">The taxonomy.</param>
/// <param name="ExtractionVersion">The version of the extraction code.</param>
/// <param name="Settings">Settings that change what the model sees.</param>
internal sealed record Recipe(
    DocumentKind Kind,
    IReadOnlyList<PromptReference> Prompts,
    ModelIdentity Model,
    TaxonomyReference Taxonomy,
    string ExtractionVersion,
    string Settings)
{
    /// <summary>The prompts themselves, as they were when the document began: extraction first, then placement.</summary>
    public IReadOnlyList<PromptFile> Files { get; init; } = [];

    /// <summary>SHA-256 over all of it, lower-case hexadecimal.</summary>
    public string Hash { get; } = Hashing.Of(
        [
            Kind.ToString(),
            .. Prompts.SelectMany(prompt => new[] { prompt.Name, prompt.Version, prompt.Sha256 }),
            Model.Name,
            Model.Revision,
            Taxonomy.Version,
            Taxonomy.Sha256,
            ExtractionVersion,
            Settings,
        ]);
}
