using System.Globalization;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction;
using Extraction.Worker.Extraction.Merging;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Placement;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Pipeline;

/// <summary>Steps 4 to 7 of the path: a text in, its events out. Remembers nothing.</summary>
internal sealed class DocumentAnalysis(
    CompanyExtractor extractor,
    ICompanyPlacer placer,
    IModelGateway gateway,
    EventComposer composer,
    IOptions<ExtractionOptions> options)
{
    /// <summary>Checks that the chosen prompts are there.</summary>
    public void Check() => extractor.CheckPrompts();

    /// <summary>What decides the answer for documents of a kind, besides their bytes.</summary>
    public Recipe RecipeFor(DocumentKind kind) => new(
        kind,
        [Reference(extractor.PromptFor(kind)), Reference(placer.Prompt)],
        gateway.Model,
        placer.Taxonomy,
        CompanyExtractor.Version,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Value.MaxSegmentCharacters}/{options.Value.SegmentOverlap}/{options.Value.RecordsPerCall}"));

    /// <summary>The events of a text, one a company.</summary>
    public async Task<Outcome<IReadOnlyList<ChainPlacementEnvelope>>> AnalyseAsync(
        DocumentSubmitted document,
        SourceText source,
        Recipe recipe,
        CancellationToken cancellationToken)
    {
        DocumentKind kind = source.Records.Count > 0 ? DocumentKind.Registry : document.Kind;
        Outcome<ExtractedDocument> extraction = await extractor.ExtractAsync(source, kind, cancellationToken);
        if (extraction is not Outcome<ExtractedDocument>.Done { Value: var extracted })
        {
            return extraction.PassOn<IReadOnlyList<ChainPlacementEnvelope>>();
        }

        List<PlacementResult> placed = new(extracted.Companies.Count);
        foreach (CompanyProfile company in extracted.Companies)
        {
            Outcome<PlacementResult> placement = await placer.PlaceAsync(Subject(company), cancellationToken);
            if (placement is not Outcome<PlacementResult>.Done { Value: var result })
            {
                return placement.PassOn<IReadOnlyList<ChainPlacementEnvelope>>();
            }

            placed.Add(result);
        }

        return new Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done(composer.Compose(document, source, extracted, placed, recipe));
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

    private static PromptReference Reference(PromptFile prompt) => new(prompt.Name, prompt.Version, prompt.Sha256);
}
