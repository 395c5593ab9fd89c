using Extraction.Contracts;
using Extraction.Prompts;

namespace Extraction.Worker.Placement;

/// <summary>Places companies on industrial chains.</summary>
internal interface ICompanyPlacer
{
    /// <summary>The taxonomy that the placements refer to.</summary>
    TaxonomyReference Taxonomy { get; }

    /// <summary>The prompt by which the model chooses, where none is asked for.</summary>
    PromptFile Prompt { get; }

    /// <summary>Places a company by <see cref="Prompt"/>.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<Outcome<PlacementResult>> PlaceAsync(PlacementSubject subject, CancellationToken cancellationToken) => PlaceAsync(subject, Prompt, cancellationToken);

    /// <summary>Places a company. No node that fits is an answer too: an empty list.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<Outcome<PlacementResult>> PlaceAsync(PlacementSubject subject, PromptFile prompt, CancellationToken cancellationToken);
}
