using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Documents;
using Extraction.Worker.Extraction.Asking;
using Extraction.Worker.Extraction.Facts;
using Extraction.Worker.Extraction.Merging;
using Extraction.Worker.Extraction.Segments;
using Extraction.Worker.Grounding;
using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Extraction;

/// <summary>Steps 4 to 6 of the path: asks the model about each piece of a text, proves what it says, and joins the pieces company by company.</summary>
internal sealed class CompanyExtractor(IModelGateway gateway, IOptions<ExtractionOptions> options)
{
    /// <summary>Raised when a change of this folder's code changes answers; it enters the recipe.</summary>
    public const string Version = "3";

    /// <summary>The task that reads documents of a kind: the name of its prompt.</summary>
    public static string TaskOf(DocumentKind kind) => kind == DocumentKind.Registry ? "registry-profile" : "company-profile";

    /// <summary>Reads the companies of a text.</summary>
    public async Task<Outcome<ExtractedDocument>> ExtractAsync(SourceText source, DocumentKind kind, PromptFile prompt, CancellationToken cancellationToken)
    {
        IReadOnlyList<Segment> segments = SegmentPlanner.Plan(source, options.Value, prompt);
        TextAsker texts = new(gateway, prompt, source, kind, options.Value.SegmentOverlap);
        GroundedText grounded = new(source.Text);
        RecordAsker records = new(gateway, prompt, source, grounded);
        Outcome<IReadOnlyList<Answer>>[] answers = new Outcome<IReadOnlyList<Answer>>[segments.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, segments.Count),
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.ParallelCalls, CancellationToken = cancellationToken },
            async (index, token) => answers[index] = kind == DocumentKind.Registry
                ? await (segments[index].Records.Count > 0
                    ? records.AskAsync(segments[index].Records, token)
                    : records.AskWholeAsync(new TextRecord(1, segments[index].Start, segments[index].End), token))
                : await texts.AskAsync(segments[index], token));

        // A piece that must wait makes the document wait: what was paid for the other pieces is kept in the ledger. So does one that the budget stops.
        if (answers.FirstOrDefault(one => one is Outcome<IReadOnlyList<Answer>>.Retry) is { } retry)
        {
            return retry.PassOn<ExtractedDocument>();
        }

        Answer[] all = [.. answers.SelectMany(one => ((Outcome<IReadOnlyList<Answer>>.Done)one).Value).OrderBy(one => one.Start).ThenBy(one => one.End)];
        Rejection? spent = all.Select(one => one.Why).FirstOrDefault(why => why?.Code == FailureCode.BudgetSpent);
        if (spent is not null || all.All(one => one.Companies is null))
        {
            return spent ?? all[0].Why!;
        }

        return Join(source, grounded, prompt, all, kind == DocumentKind.Registry);
    }

    /// <summary>A company is looked for in the part that was asked about only, so that one record's values never come from its neighbour's. A part without an answer counts as failed.</summary>
    private static ExtractedDocument Join(SourceText source, GroundedText grounded, PromptFile prompt, IReadOnlyList<Answer> answers, bool isRegistry)
    {
        RefusalList refused = new();
        CoverageMap coverage = new(source.Text.Length);
        FactGrounder grounder = new(source, grounded);
        List<CompanyFacts> pieces = [];
        if (isRegistry)
        {
            // What stands between the records was sent with them.
            coverage.Read(answers.Min(one => one.Start), answers.Max(one => one.End));
        }

        foreach (Answer answer in answers)
        {
            if (answer.Companies is not { } companies)
            {
                Fail(coverage, answer, isRegistry);
                continue;
            }

            foreach (string name in answer.Unknown)
            {
                refused.Add("company", name, "unknown-record");
            }

            if (answer.Why is null)
            {
                coverage.Read(answer.Start, answer.End);
            }
            else
            {
                Fail(coverage, answer, isRegistry);
            }

            pieces.AddRange(companies.Select(company => grounder.Ground(company, answer.Start, answer.End, refused)).OfType<CompanyFacts>());
        }

        return new ExtractedDocument(
            CompanyMerger.Merge(pieces),
            refused.All,
            coverage,
            new PromptReference(prompt.Name, prompt.Version, prompt.Sha256),
            answers.FirstOrDefault(one => one.Model.Length > 0)?.Model ?? string.Empty);
    }

    private static void Fail(CoverageMap coverage, Answer answer, bool isRegistry)
    {
        if (isRegistry)
        {
            coverage.Unanswered(answer.Start, answer.End);
        }
        else
        {
            coverage.Failed(answer.Start, answer.End);
        }
    }
}
