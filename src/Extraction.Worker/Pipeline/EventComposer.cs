using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction;
using Extraction.Worker.Extraction.Merging;
using Extraction.Worker.Ledger;
using Extraction.Worker.Placement;

namespace Extraction.Worker.Pipeline;

/// <summary>Writes the events of a document.</summary>
internal sealed class EventComposer(TimeProvider time)
{
    /// <summary>The publisher's name in the envelope.</summary>
    public const string Source = "/extraction-worker";

    /// <summary>The worker's version, as it stands in every event.</summary>
    public static string WorkerVersion { get; } = typeof(EventComposer).Assembly.GetName().Version!.ToString(3);

    /// <summary>One event a company, in the order of the text.</summary>
    public IReadOnlyList<ChainPlacementEnvelope> Compose(
        DocumentSubmitted document,
        SourceText source,
        ExtractedDocument extracted,
        IReadOnlyList<PlacementResult> placed,
        Recipe recipe,
        ModelUsage usage)
    {
        Lineage lineage = new(recipe.Prompts, extracted.Model, recipe.Taxonomy, recipe.Hash, WorkerVersion, usage);
        DocumentReference reference = new(document.DocumentId, document.Source.Uri, source.Sha256, document.Kind, document.Language, document.PublishedAt);
        foreach (Evidence evidence in extracted.Companies.SelectMany(AllEvidence))
        {
            extracted.Coverage.Extracted(evidence.Start, evidence.End);
        }

        Coverage coverage = extracted.Coverage.Count();
        DateTimeOffset now = time.GetUtcNow();
        return [.. extracted.Companies.Select((company, index) => new ChainPlacementEnvelope(
            Hashing.EventId(source.Sha256, recipe.Hash, company.Key),
            Source,
            company.Identity.Name,
            now,
            new ChainPlacementEvent(
                ChainPlacementEvent.CurrentVersion,
                company.Identity,
                company.MainBusiness,
                [.. company.Products.Select(product => product.Value)],
                company.Patents,
                company.Customers,
                company.EndCustomers,
                placed[index].Placements,
                reference,
                coverage,
                [.. extracted.Refused, .. placed[index].Refused],
                lineage,
                document.CorrelationId)))];
    }

    /// <summary>The events as they are stored and sent.</summary>
    public static IReadOnlyList<OutgoingEvent> Outgoing(IEnumerable<ChainPlacementEnvelope> envelopes) =>
        [.. envelopes.Select(envelope => new OutgoingEvent(envelope.Id, envelope.Subject, JsonSerializer.Serialize(envelope, ContractJson.Options)))];

    private static IEnumerable<Evidence> AllEvidence(CompanyProfile company) =>
    [
        .. company.Identity.Evidence,
        .. company.Identity.Location?.Evidence ?? [],
        .. company.Identity.Honours.SelectMany(value => value.Evidence),
        .. company.MainBusiness?.Evidence ?? [],
        .. company.Products.SelectMany(product => product.Value.Evidence),
        .. company.Patents?.Evidence ?? [],
        .. company.Patents?.Numbers.SelectMany(number => number.Evidence) ?? [],
        .. company.Patents?.OtherCounts.SelectMany(count => count.Evidence) ?? [],
        .. company.Customers.SelectMany(value => value.Evidence),
        .. company.EndCustomers.SelectMany(value => value.Evidence),
    ];
}
