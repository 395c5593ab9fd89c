using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Placement.Candidates;

namespace Extraction.Worker.Placement;

/// <summary>Places companies: candidates by the index, the choice by the model, what it chose checked against the candidates and the company's own words.</summary>
internal sealed class CompanyPlacer : ICompanyPlacer
{
    private const string Field = "placements";

    private readonly IModelGateway _gateway;
    private readonly PlacementRanking _ranking;
    private readonly CustomerNodes _customers;
    private readonly PlacementOptions _options;

    public CompanyPlacer(IModelGateway gateway, PromptCatalog catalog, PlacementRanking ranking, PlacementOptions options)
    {
        _gateway = gateway;
        _ranking = ranking;
        _options = options;
        _customers = new CustomerNodes(ranking);
        Prompt = catalog.Get(PlacementPrompt.Name);
    }

    public TaxonomyReference Taxonomy => _ranking.Taxonomy.Reference;

    public PromptFile Prompt { get; }

    public Task<Outcome<PlacementResult>> PlaceAsync(PlacementSubject subject, CancellationToken cancellationToken) => PlaceAsync(subject, Prompt, cancellationToken);

    public async Task<Outcome<PlacementResult>> PlaceAsync(PlacementSubject subject, PromptFile prompt, CancellationToken cancellationToken)
    {
        IReadOnlyList<Candidate> candidates = new CandidateCollector(_ranking, _options).Collect(subject);
        if (candidates.Count == 0)
        {
            return new PlacementResult([], [], ModelUsage.None);
        }

        RenderedPrompt rendered = PromptCatalog.Render(prompt, PlacementPrompt.Variables(subject, candidates));
        return await _gateway.AskAsync(rendered, cancellationToken) switch
        {
            Outcome<ModelReply>.Done { Value: ModelReply reply } => Result(subject, candidates, reply),
            Outcome<ModelReply>.Retry { Why: RetryReason why } => why,
            Outcome<ModelReply>.Reject { Why: Rejection why } => why,
            _ => throw new InvalidOperationException("An outcome is done, retry or reject."),
        };
    }

    /// <summary>The same ranking without a model: the best nodes for what the company makes, sells or does.</summary>
    public IReadOnlyList<ChainPlacement> RankOnly(PlacementSubject subject, int top)
    {
        IReadOnlyList<Candidate> ranked = _ranking.Rank(subject, top + 1);
        PlacementWriter writer = new(_ranking.Taxonomy, _customers, subject, ranked);
        return [.. ranked.Take(top).Where(c => c.Similarity >= _options.Threshold).Select(writer.Write)];
    }

    private PlacementResult Result(PlacementSubject subject, IReadOnlyList<Candidate> candidates, ModelReply reply)
    {
        PlacementReply chosen = reply.Json.Deserialize<PlacementReply>(ReplyJson.Options) ?? new PlacementReply([]);
        PlacementWriter writer = new(_ranking.Taxonomy, _customers, subject, candidates);
        List<RefusedValue> refused = [];
        List<ChainPlacement> placements = [];
        foreach (PlacementChoice choice in chosen.Placements)
        {
            int index = candidates.Count - 1;
            while (index >= 0 && PlacementPrompt.Label(index) != choice.Candidate)
            {
                index--;
            }

            if (index < 0)
            {
                refused.Add(new RefusedValue(Field, choice.Candidate, "not-a-candidate"));
                continue;
            }

            PlacementPhrase? phrase = QuotedPhrase.Find(subject, choice.Quote);
            ChainRole? role = Role(choice, phrase, candidates[index].Activity);
            if (phrase is null)
            {
                refused.Add(new RefusedValue(Field, choice.Quote, "absent"));
            }
            else if (role is null)
            {
                refused.Add(new RefusedValue(Field, $"{choice.Candidate} {choice.Role}", "invalid"));
            }
            else if (placements.TrueForAll(p => p.NodeId != candidates[index].Node.Id || p.Role != role))
            {
                placements.Add(writer.Write(candidates[index], role.Value, phrase, choice, chosen));
            }
        }

        writer.AddCustomersSide(placements);
        return new PlacementResult(placements, refused, reply.Usage);
    }

    /// <summary>
    /// The role that the words allow: what is named as an input, or bought by the statement, is used and nothing else is, and a product's stated role outweighs
    /// the model's word, unless the statement of the business says so too. Null where the model's word cannot be.
    /// </summary>
    private static ChainRole? Role(PlacementChoice choice, PlacementPhrase? phrase, Activity activity)
    {
        if (phrase is null || !Enum.TryParse(choice.Role, ignoreCase: true, out ChainRole role))
        {
            return null;
        }

        bool bought = phrase.Kind == PhraseKind.Input || (phrase.Kind == PhraseKind.MainBusiness && activity.Role == ChainRole.Uses);
        return bought != (role == ChainRole.Uses) ? null : phrase.Kind != PhraseKind.Product || (role == ChainRole.Sells && activity.Role == role) ? role : phrase.Role;
    }
}
