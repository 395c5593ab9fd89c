using System.Text.RegularExpressions;
using Extraction.Contracts;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>Reads a company's phrases into activities: clauses are split, openings and endings cut off, and boilerplate of registered scopes left out.</summary>
internal sealed partial class ActivityReader
{
    /// <summary>What each kind of phrase weighs as a whole. Chosen on the development sets; the main business decides, the rest supports.</summary>
    private static readonly Dictionary<PhraseKind, (double Budget, double Decay, int Limit)> Weights = new()
    {
        [PhraseKind.MainBusiness] = (1.0, 0.30, 16),
        [PhraseKind.Product] = (0.8, 0.15, 16),
        [PhraseKind.Scope] = (0.4, 0.08, 28),
        [PhraseKind.Input] = (0.3, 0.10, 8),
    };

    private const double NameWeight = 0.3;

    /// <summary>A trader's scope items are long lists; making weighs more.</summary>
    private const double SoldInScope = 0.4;

    /// <summary>What a maker trades in besides says less of where it stands.</summary>
    private const double SoldBesides = 0.4;

    private const int LongestClause = 40;

    private readonly ActionWords _actions = ActionWords.Default;
    private readonly ScopeBoilerplate _boilerplate = ScopeBoilerplate.Default;
    private readonly CompanyNameWords _names = CompanyNameWords.Default;

    /// <summary>The activities, in the order of the phrases, the name's last.</summary>
    public IReadOnlyList<Activity> Read(PlacementSubject subject)
    {
        List<Activity> activities = [];
        foreach (PhraseKind kind in Enum.GetValues<PhraseKind>())
        {
            activities.AddRange(ReadKind(subject, kind));
        }

        if (activities.Exists(a => subject.Phrases[a.Phrase].Kind == PhraseKind.MainBusiness) && activities.TrueForAll(a => subject.Phrases[a.Phrase].Kind != PhraseKind.MainBusiness || a.Role == ChainRole.Sells))
        {
            activities = [.. activities.Select(a => subject.Phrases[a.Phrase].Kind == PhraseKind.Product ? a with { Role = ChainRole.Sells } : a)];
        }

        string trade = _names.Trade(subject.Name);
        if (trade.Length > 0)
        {
            activities.Add(new Activity(trade, NameWeight, ChainRole.Makes, -1));
        }

        return activities;
    }

    private IEnumerable<Activity> ReadKind(PlacementSubject subject, PhraseKind kind)
    {
        (double budget, double decay, int limit) = Weights[kind];
        Dictionary<string, int> seen = [];
        List<Activity> read = [];
        for (int i = 0; i < subject.Phrases.Count && read.Count < limit; i++)
        {
            if (subject.Phrases[i].Kind == kind)
            {
                AddNew(read, seen, ReadPhrase(subject.Phrases[i], i), limit);
            }
        }

        bool makes = read.Exists(a => a.Role == ChainRole.Makes);
        double sum = 0;
        for (int i = 0; i < read.Count; i++)
        {
            read[i] = read[i] with { Weight = read[i].Weight * (makes && read[i].Role == ChainRole.Sells ? SoldBesides : 1) / (1 + (decay * i)) };
            sum += read[i].Weight;
        }

        return read.Select(a => a with { Weight = a.Weight * budget / Math.Max(1, sum) });
    }

    /// <summary>What is named again is the same thing; making outweighs selling.</summary>
    private static void AddNew(List<Activity> read, Dictionary<string, int> seen, IEnumerable<Activity> activities, int limit)
    {
        foreach (Activity activity in activities)
        {
            if (seen.TryGetValue(activity.Text, out int known))
            {
                read[known] = activity.Role < read[known].Role ? read[known] with { Role = activity.Role, Weight = Math.Max(activity.Weight, read[known].Weight), Phrase = activity.Phrase } : read[known];
            }
            else if (read.Count < limit)
            {
                seen[activity.Text] = read.Count;
                read.Add(activity);
            }
        }
    }

    private IEnumerable<Activity> ReadPhrase(PlacementPhrase phrase, int index)
    {
        string text = TermText.Fold(phrase.Text);
        bool scope = phrase.Kind == PhraseKind.Scope;
        string open = scope ? Bracketed().Replace(text, string.Empty) : LegalBracket().Replace(text, string.Empty);
        IReadOnlyList<StatedClause> stated = phrase.Kind == PhraseKind.MainBusiness ? StatementReader.Read(open) : [new StatedClause(open, null)];
        ChainRole? statement = scope ? null : _actions.RoleOf(string.Concat(stated.Where(c => c.Role is null).Select(c => c.Text)));
        foreach (StatedClause clause in stated)
        {
            ChainRole? inClause = scope ? null : clause.Role ?? _actions.RoleOf(clause.Text);
            foreach (string part in Separator().Split(clause.Text).Where(p => p.Length > 0 && !(scope && _boilerplate.Holds(p))))
            {
                ChainRole role = clause.Role ?? (phrase.Role == ChainRole.Makes ? RoleOf(part, inClause, statement) : phrase.Role);
                string noun = _actions.Strip(part);
                if (noun.Length is > 0 and <= LongestClause && !GramWeights.IsGeneric(noun))
                {
                    yield return new Activity(noun, scope && role == ChainRole.Sells ? SoldInScope : 1, role, index);
                }
            }
        }
    }

    /// <summary>What stands beside a noun tells its role, else its clause, else the statement; one verb of making in the clause makes all of it (研发、生产和销售).</summary>
    private ChainRole RoleOf(string part, ChainRole? clause, ChainRole? statement)
    {
        ChainRole role = _actions.RoleOf(part) ?? clause ?? statement ?? ChainRole.Makes;
        return clause is { } whole && whole < role ? whole : role;
    }

    [GeneratedRegex(@"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[(\[【](?=[^)\]】]*(?:不含|除|依法|许可|批准|限|凭|另行))[^)\]】]*[)\]】]")]
    private static partial Regex LegalBracket();

    [GeneratedRegex(@"[、,;:。\n()\[\]【】“”""/|!?]|(?<=[a-z]) and (?=[a-z])|以及|及其|及|和|与|并且|并|等(?!离子|静压|温|速|径|规)|为主|为核心")]
    private static partial Regex Separator();
}
