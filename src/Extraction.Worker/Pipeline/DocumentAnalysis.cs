using System.Globalization;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Routing;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction;
using Extraction.Worker.Extraction.Facts;
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
    PromptSource prompts,
    EventComposer composer,
    ISpendingBooks books,
    IOptions<ExtractionOptions> options)
{
    /// <summary>Looks the chosen prompts up and proves their examples, so that a wrong choice is said at start.</summary>
    /// <exception cref="KeyNotFoundException">A chosen version is not in the catalog; the message names those that are.</exception>
    /// <exception cref="InvalidOperationException">An example answers what its text does not hold.</exception>
    public void Check()
    {
        ExampleProof.Check(RecipeFor(DocumentKind.Registry).Files[0]);
        ExampleProof.Check(RecipeFor(DocumentKind.Other).Files[0]);
    }

    /// <summary>Whether the catalog holds a prompt that somebody asks for.</summary>
    public bool Holds(PromptId prompt) => prompts.Current.Catalog.All.Any(one => one.Name == prompt.Name && one.Version == prompt.Version);

    /// <summary>The kind that a document is read as: a table of records is read as a registry, whatever the crawler calls it.</summary>
    public static DocumentKind KindOf(DocumentSubmitted document, SourceText source) => source.Records.Count > 0 ? DocumentKind.Registry : document.Kind;

    /// <summary>What decides the answer for documents of a kind, besides their bytes.</summary>
    /// <param name="kind">The kind that they are read as.</param>
    /// <param name="asked">An exact prompt that goes before the configured one of its task; null for none.</param>
    /// <param name="documentSha256">The document's hash, which decides whether a canary reads it; null for none.</param>
    public Recipe RecipeFor(DocumentKind kind, PromptId? asked = null, string? documentSha256 = null)
    {
        PromptSnapshot snapshot = prompts.Current;
        return Recipe(kind, [Choose(snapshot, CompanyExtractor.TaskOf(kind), asked, documentSha256), Choose(snapshot, PlacementPrompt.Name, asked, documentSha256)]);
    }

    /// <summary>The recipe by which a document is read in the shadow, beside the one that counts; null where no version is tried.</summary>
    public Recipe? ShadowOf(Recipe recipe)
    {
        PromptSnapshot snapshot = prompts.Current;
        Recipe shadow = Recipe(recipe.Kind, [.. recipe.Files.Select(file => snapshot.Shadow(file.Name) ?? file)]);
        return shadow.Hash == recipe.Hash ? null : shadow;
    }

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
        Outcome<ExtractedDocument> extraction = await extractor.ExtractAsync(source, recipe.Kind, recipe.Files[0], cancellationToken);
        if (extraction is not Outcome<ExtractedDocument>.Done { Value: var extracted })
        {
            return extraction.PassOn<IReadOnlyList<ChainPlacementEnvelope>>();
        }

        progress.Stage = DocumentProgress.Place;
        RetryReason? awaited = null;
        List<PlacementResult> placed = new(extracted.Companies.Count);
        foreach (CompanyProfile company in extracted.Companies)
        {
            Outcome<PlacementResult> placement = await placer.PlaceAsync(Subject(company), recipe.Files[1], cancellationToken);
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

    private Recipe Recipe(DocumentKind kind, IReadOnlyList<PromptFile> files) => new(
        kind,
        [.. files.Select(Reference)],
        gateway.Model,
        placer.Taxonomy,
        CompanyExtractor.Version,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Value.MaxSegmentCharacters}/{options.Value.SegmentOverlap}/{options.Value.RecordsPerCall}/{options.Value.MaxDocumentCharacters}"))
    {
        Files = files,
    };

    /// <summary>What an operator asks for goes before what the settings fix, and that before the routes.</summary>
    private PromptFile Choose(PromptSnapshot snapshot, string task, PromptId? asked, string? documentSha256)
    {
        string? version = asked?.Name == task ? asked.Version : options.Value.Prompts.GetValueOrDefault(task);
        return version is null ? snapshot.Select(task, documentSha256) : snapshot.Catalog.Get(task, version);
    }

    private static PromptReference Reference(PromptFile prompt) => new(prompt.Name, prompt.Version, prompt.Sha256);
}
