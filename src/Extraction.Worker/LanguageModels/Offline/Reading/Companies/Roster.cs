using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>The companies with a full name in the document, their other names, and every place where one is named.</summary>
internal sealed class Roster
{
    private Roster(IReadOnlyList<CompanyDraft> companies, IReadOnlyList<CompanyName> names, IReadOnlyList<Mention> mentions)
    {
        Companies = companies;
        Names = names;
        Mentions = mentions;
    }

    public IReadOnlyList<CompanyDraft> Companies { get; }

    public IReadOnlyList<CompanyName> Names { get; }

    /// <summary>In the order of the text; never overlapping.</summary>
    public IReadOnlyList<Mention> Mentions { get; }

    public static Roster Read(DocumentText document, bool registered = false)
    {
        List<CompanyName> names = CompanyNameReader.Read(document, registered);
        List<CompanyDraft> companies = [];
        Dictionary<string, int> byName = new(StringComparer.Ordinal);
        int[] owners = new int[names.Count];
        for (int i = 0; i < names.Count; i++)
        {
            string name = document.Value(names[i].Span);
            if (!byName.TryGetValue(name, out owners[i]))
            {
                owners[i] = byName[name] = companies.Count;
                companies.Add(new CompanyDraft(name, names[i]));
            }

            AliasReader.Defined(document, companies[owners[i]], names[i]);
        }

        DropFormerNames(document, names, companies, owners);
        foreach (CompanyDraft company in companies)
        {
            LinkBranch(company, companies);
            if (company.First.Span.Length > 0)
            {
                SubjectEvidence.Mark(document, company, names, owners, companies.IndexOf(company));
            }
        }

        SubjectEvidence.MarkShared(document, companies, names, owners);
        if (companies.Count > 0 && !companies.Exists(c => c.Introduced))
        {
            SubjectEvidence.MarkFallback(document, companies, names, owners);
        }

        if (companies.Count == 1 && !companies[0].Introduced)
        {
            companies[0].Introduced = companies[0].Tentative = true;
        }

        int introduced = companies.Count(c => c.Introduced);
        foreach (CompanyDraft company in companies.Where(c => c.Introduced))
        {
            AliasReader.Stated(document, company, introduced == 1);
        }

        foreach (CompanyDraft company in companies.Where(c => c.Introduced))
        {
            AliasReader.Derived(document, company, names, value => companies.Exists(c => c != company && c.IsCalled(value)));
        }

        DropFormerNames(document, names, companies, owners);
        return new Roster(companies, names, FindMentions(document, names, companies, owners));
    }

    /// <summary>The mentions inside a stretch.</summary>
    public IEnumerable<Mention> Within(TextSpan span)
    {
        int low = 0, high = Mentions.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Mentions[middle].Span.Start < span.Start ? (middle + 1, high) : (low, middle);
        }

        for (int i = low; i < Mentions.Count && Mentions[i].Span.Start < span.End; i++)
        {
            yield return Mentions[i];
        }
    }

    /// <summary>A former name is no company of its own.</summary>
    private static void DropFormerNames(DocumentText document, List<CompanyName> names, List<CompanyDraft> companies, int[] owners)
    {
        for (int i = 0; i < companies.Count; i++)
        {
            int heir = companies.FindIndex(c => c != companies[i] && (c.FormerNames.Contains(companies[i].Name) || c.Aliases.Contains(companies[i].Name)));
            if (heir >= 0)
            {
                companies[i].Introduced = false;
                for (int n = 0; n < names.Count; n++)
                {
                    owners[n] = owners[n] == i ? heir : owners[n];
                }
            }
        }
    }

    private static void LinkBranch(CompanyDraft company, List<CompanyDraft> companies)
    {
        int parent = companies.FindIndex(c => c != company && company.Name.StartsWith(c.Name, StringComparison.Ordinal));
        company.Parent = parent;
    }

    private static List<Mention> FindMentions(DocumentText document, List<CompanyName> names, List<CompanyDraft> companies, int[] owners)
    {
        List<Mention> mentions = [.. names.Select((name, i) => new Mention(name.Span, owners[i], IsFull: true))];
        List<(string Alias, int Company)> aliases = [];
        for (int i = 0; i < companies.Count; i++)
        {
            aliases.AddRange(companies[i].Aliases.Concat(companies[i].FormerNames).Select(alias => (document.Lexicons.Folding.Fold(alias), i)));
        }

        foreach ((string alias, int company) in aliases.OrderByDescending(a => a.Alias.Length))
        {
            for (int at = document.Text.IndexOf(alias, StringComparison.Ordinal); at >= 0; at = document.Text.IndexOf(alias, at + alias.Length, StringComparison.Ordinal))
            {
                TextSpan span = new(at, at + alias.Length);
                if (!mentions.Exists(m => m.Span.Overlaps(span)))
                {
                    mentions.Add(new Mention(span, company, IsFull: false));
                }
            }
        }

        mentions.Sort((a, b) => a.Span.Start.CompareTo(b.Span.Start));
        return mentions;
    }
}
