using System.Globalization;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction;
using Extraction.Worker.Extraction.Merging;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.Placement;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Pipeline;

/// <summary>Steps 4 to 7 of the path: a text in, its events out. Remembers nothing.</summary>
internal sealed class DocumentAnalysis(
    CompanyExtractor extractor,
    ICompanyPlacer placer,
    IModelGateway gateway,
    PromptCatalog catalog,
    EventComposer composer,
    ISpendingBooks books,
    IOptions<ExtractionOptions> options)
{
    /// <summary>Checks that the chosen prompts are there.</summary>
    public void Check() => extractor.CheckPrompts();

    /// <summary>Whether the catalog holds a prompt that somebody asks for.</summary>
    public bool Holds(PromptId prompt) => catalog.All.Any(one => one.Name == prompt.Name && one.Version == prompt.Version);

    /// <summary>The kind that a document is read as: a table of records is read as a registry, whatever the crawler calls it.</summary>
    public static DocumentKind KindOf(DocumentSubmitted document, SourceText source) => source.Records.Count > 0 ? DocumentKind.Registry : document.Kind;

    /// <summary>What decides the answer for documents of a kind, besides their bytes.</summary>
    /// <param name="kind">The kind that they are read as.</param>
    /// <param name="asked">An exact prompt that goes before the configured one of its task; null for none.</param>
    public Recipe RecipeFor(DocumentKind kind, PromptId? asked = null) => new(
        kind,
        [Reference(extractor.PromptFor(kind, asked)), Reference(asked?.Name == placer.Prompt.Name ? catalog.Get(asked.Name, asked.Version) : placer.Prompt)],
        gateway.Model,
        placer.Taxonomy,
        CompanyExtractor.Version,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Value.MaxSegmentCharacters}/{options.Value.SegmentOverlap}/{options.Value.RecordsPerCall}/{options.Value.MaxDocumentCharacters}"));

    /// <summary>The events of a text, one a company.</summary>
    public Task<Outcome<IReadOnlyList<ChainPlacementEnvelope>>> AnalyseAsync(
        DocumentSubmitted document,
        SourceText source,
        Recipe recipe,
        CancellationToken cancellationToken) => AnalyseAsync(document, source, recipe, new DocumentProgress(), cancellationToken);

    /// <inheritdoc cref="AnalyseAsync(DocumentSubmitted, SourceText, Recipe, CancellationToken)"/>
    public async Task<Outcome<IReadOnlyList<ChainPlacementEnvelope>>> AnalyseAsync(
        DocumentSubmitted document,
        SourceText source,
        Recipe recipe,
        DocumentProgress progress,
        CancellationToken cancellationToken)
    {
        // What earlier attempts at the document took belongs to what its events cost.
        AccountKey key = new(source.Sha256, recipe.Hash, document.DocumentId);
        ModelUsage before = gateway.IsFree ? ModelUsage.None : await books.DocumentAsync(key, cancellationToken);
        using DocumentAccount account = DocumentAccount.Open(key, before);
        progress.Stage = DocumentProgress.Extract;
        Outcome<ExtractedDocument> extraction = await extractor.ExtractAsync(source, recipe.Kind, FileOf(recipe.Prompts[0]), cancellationToken);
        if (extraction is not Outcome<ExtractedDocument>.Done { Value: var extracted })
        {
            return extraction.PassOn<IReadOnlyList<ChainPlacementEnvelope>>();
        }

        progress.Stage = DocumentProgress.Place;
        RetryReason? awaited = null;
        List<PlacementResult> placed = new(extracted.Companies.Count);
        foreach (CompanyProfile company in extracted.Companies)
        {
            Outcome<PlacementResult> placement = await placer.PlaceAsync(Subject(company), FileOf(recipe.Prompts[1]), cancellationToken);
            if (placement is Outcome<PlacementResult>.Retry later && progress.AsksAhead)
            {
                awaited ??= later.Why;
                continue;
            }

            if (placement is not Outcome<PlacementResult>.Done { Value: var result })
            {
                return placement.PassOn<IReadOnlyList<ChainPlacementEnvelope>>();
            }

            placed.Add(result);
        }

        if (awaited is not null)
        {
            return awaited;
        }

        return new Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done(composer.Compose(document, source, extracted, placed, recipe, account.Total));
    }

    private static PlacementSubject Subject(CompanyProfile company) => new(
        company.Identity.Name,
        [
            .. company.MainBusiness?.Evidence.Select(statement => new PlacementPhrase(statement.Quote, PhraseKind.MainBusiness, MainRole(company), [statement])) ?? [],
            .. company.Products.Select(product => new PlacementPhrase(product.Value.Name, PhraseKind.Product, product.Role, product.Value.Evidence)),
            .. company.Inputs.Select(input => new PlacementPhrase(input.Name, PhraseKind.Input, ChainRole.Uses, input.Evidence)),
        ],
        [.. company.Customers.Select(customer => customer.Name)],
        [.. company.EndCustomers.Select(customer => customer.Name)]);

    /// <summary>The role in the main business: trade only where everything that is named is traded.</summary>
    private static ChainRole MainRole(CompanyProfile company) =>
        company.Products.Count > 0 && company.Products.All(product => product.Role == ChainRole.Sells) ? ChainRole.Sells : ChainRole.Makes;

    private PromptFile FileOf(PromptReference prompt) => catalog.Get(prompt.Name, prompt.Version);

    private static PromptReference Reference(PromptFile prompt) => new(prompt.Name, prompt.Version, prompt.Sha256);
}
