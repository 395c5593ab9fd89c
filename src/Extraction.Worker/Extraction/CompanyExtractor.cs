using System.Text;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction.Facts;
using Extraction.Worker.Extraction.Merging;
using Extraction.Worker.Extraction.Segments;
using Extraction.Worker.Grounding;
using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Extraction;

/// <summary>Steps 4 to 6 of the path: asks the model about each piece of a text, proves what it says, and joins the pieces company by company.</summary>
internal sealed class CompanyExtractor(IModelGateway gateway, PromptCatalog catalog, IOptions<ExtractionOptions> options)
{
    /// <summary>Raised when a change of this folder's code changes answers; it enters the recipe.</summary>
    public const string Version = "1";

    /// <summary>Looks all prompts of this step up and proves their examples, so that a wrong choice is said at start.</summary>
    /// <exception cref="KeyNotFoundException">A chosen version is not in the catalog; the message names those that are.</exception>
    /// <exception cref="InvalidOperationException">An example answers what its text does not hold.</exception>
    public void CheckPrompts()
    {
        ExampleProof.Check(PromptFor(DocumentKind.Registry));
        ExampleProof.Check(PromptFor(DocumentKind.Other));
    }

    /// <summary>The prompt that reads documents of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="asked">An exact prompt that goes before the configured one, where it is of the same task.</param>
    public PromptFile PromptFor(DocumentKind kind, PromptId? asked = null)
    {
        string task = kind == DocumentKind.Registry ? "registry-profile" : "company-profile";
        return asked?.Name == task ? catalog.Get(task, asked.Version) : Select(task);
    }

    /// <summary>A prompt in the version that the configuration names, or the newest one.</summary>
    public PromptFile Select(string task) => catalog.Get(task, options.Value.Prompts.GetValueOrDefault(task));

    /// <summary>Reads the companies of a text.</summary>
    public async Task<Outcome<ExtractedDocument>> ExtractAsync(SourceText source, DocumentKind kind, PromptFile prompt, CancellationToken cancellationToken)
    {
        IReadOnlyList<Segment> segments = SegmentPlanner.Plan(source, options.Value);
        Outcome<ModelReply>[] replies = new Outcome<ModelReply>[segments.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, segments.Count),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.ParallelCalls, CancellationToken = cancellationToken },
            async (index, token) => replies[index] = await gateway.AskAsync(Render(prompt, source, segments[index], kind), token));

        // A piece that must wait makes the document wait: what was paid for the other pieces is kept in the ledger.
        if (replies.OfType<Outcome<ModelReply>.Retry>().FirstOrDefault() is { } retry)
        {
            return retry.Why;
        }

        if (replies.All(reply => reply is Outcome<ModelReply>.Reject))
        {
            return ((Outcome<ModelReply>.Reject)replies[0]).Why;
        }

        return Join(source, prompt, segments, replies);
    }

    private static ExtractedDocument Join(SourceText source, PromptFile prompt, IReadOnlyList<Segment> segments, Outcome<ModelReply>[] replies)
    {
        RefusalList refused = new();
        CoverageMap coverage = new(source.Text.Length);
        FactGrounder grounder = new(source, new GroundedText(source.Text));
        List<CompanyFacts> pieces = [];
        ModelUsage usage = ModelUsage.None;
        string model = string.Empty;
        for (int index = 0; index < segments.Count; index++)
        {
            Segment segment = segments[index];
            if (replies[index] is not Outcome<ModelReply>.Done { Value: var reply })
            {
                coverage.Failed(segment.Start, segment.End);
                continue;
            }

            model = reply.Model;
            usage += reply.Usage;
            CompaniesReply said = reply.Json.Deserialize<CompaniesReply>(ReplyJson.Options)!;
            pieces.AddRange(segment.Records.Count > 0
                ? GroundRecords(segment, said, grounder, coverage, refused)
                : GroundText(segment, said, grounder, coverage, refused));
        }

        return new ExtractedDocument(
            CompanyMerger.Merge(pieces),
            refused.All,
            coverage,
            new PromptReference(prompt.Name, prompt.Version, prompt.Sha256),
            model,
            usage);
    }

    private static IEnumerable<CompanyFacts> GroundText(Segment segment, CompaniesReply said, FactGrounder grounder, CoverageMap coverage, RefusalList refused)
    {
        coverage.Read(segment.Start, segment.End);
        return said.Companies.Select(company => grounder.Ground(company, segment.Start, segment.End, refused)).OfType<CompanyFacts>();
    }

    /// <summary>A company is looked for in its own record only, so that one row's values never come from its neighbour's. A record without an answer counts as failed.</summary>
    private static List<CompanyFacts> GroundRecords(Segment segment, CompaniesReply said, FactGrounder grounder, CoverageMap coverage, RefusalList refused)
    {
        coverage.Read(segment.Start, segment.End);
        Dictionary<string, TextRecord> records = segment.Records
            .Select((record, index) => (Id: IdOf(index), record))
            .ToDictionary(pair => pair.Id, pair => pair.record, StringComparer.Ordinal);
        List<CompanyFacts> found = [];
        HashSet<string> answered = new(StringComparer.Ordinal);
        foreach (CompanyReply company in said.Companies)
        {
            if (company.Record is null || !records.TryGetValue(company.Record, out TextRecord record))
            {
                refused.Add("company", company.Name.Value, "unknown-record");
                continue;
            }

            answered.Add(company.Record);
            if (grounder.Ground(company, record.Start, record.End, refused) is { } facts)
            {
                found.Add(facts);
            }
        }

        foreach ((string id, TextRecord record) in records)
        {
            if (!answered.Contains(id))
            {
                coverage.Unanswered(record.Start, record.End);
            }
        }

        return found;
    }

    private static RenderedPrompt Render(PromptFile prompt, SourceText source, Segment segment, DocumentKind kind) => kind == DocumentKind.Registry
        ? PromptCatalog.Render(prompt, new Dictionary<string, string>(StringComparer.Ordinal) { ["records"] = Records(source.Text, segment) })
        : PromptCatalog.Render(prompt, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["document"] = source.Text[segment.Start..segment.End],
            ["kind"] = JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()),
        });

    private static string Records(string text, Segment segment)
    {
        if (segment.Records.Count == 0)
        {
            return $"[[{IdOf(0)}]]\n{text.AsSpan(segment.Start, segment.End - segment.Start)}";
        }

        StringBuilder records = new();
        for (int index = 0; index < segment.Records.Count; index++)
        {
            TextRecord record = segment.Records[index];
            records.Append("[[").Append(IdOf(index)).Append("]]\n").Append(text, record.Start, record.End - record.Start).Append('\n');
        }

        return records.ToString();
    }

    private static string IdOf(int index) => $"r{index + 1}";
}
