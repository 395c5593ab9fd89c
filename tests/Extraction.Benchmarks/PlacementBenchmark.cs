using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Placement;
using Extraction.Worker.Placement.Candidates;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Benchmarks;

/// <summary>Placement without a model: how often right, and what it costs.</summary>
public static class PlacementBenchmark
{
    private const string Companies = "data/placement/companies-dev.jsonl";
    private const string Shenwan = "data/placement/shenwan-2021";
    private const string Gold = "gold/dev/gold.jsonl";
    private static readonly string DefaultTaxonomy = Path.Combine(AppContext.BaseDirectory, "Placement", "Taxonomy");

    /// <summary>Prints the tables. With <c>--misses FILE</c>, the companies that were placed elsewhere go to that file; with <c>--gold FILE</c>, another labelled set goes the whole path too.</summary>
    public static async Task RunAsync(string[] args)
    {
        int at = Array.IndexOf(args, "--misses");
        using StreamWriter? misses = at >= 0 && at + 1 < args.Length ? new StreamWriter(args[at + 1]) : null;
        Console.WriteLine("placement (offline ranking, no model, no training)");
        if (SharedFolder.Exists(Companies) && SharedFolder.Exists(Shenwan))
        {
            ShenwanLabels(misses);
        }
        else
        {
            Console.WriteLine("  the folder ../shared/data/placement is not beside the project: nothing to place");
        }

        if (SharedFolder.Exists(Gold))
        {
            GoldCompanies(misses);
            await PlacementGoldBenchmark.RunAsync(SharedFolder.Path(Gold), misses);
        }

        int gold = Array.IndexOf(args, "--gold");
        if (gold >= 0 && gold + 1 < args.Length)
        {
            await PlacementGoldBenchmark.RunAsync(args[gold + 1], misses);
        }
    }

    private static void ShenwanLabels(StreamWriter? misses)
    {
        Taxonomy taxonomy = Taxonomy.Load(SharedFolder.Path(Shenwan));
        List<(PlacementSubject Subject, string Node)> companies = [.. File.ReadLines(SharedFolder.Path(Companies)).Select(ReadCompany)];
        PlacementRanking ranking = new(taxonomy);
        int first = 0;
        int three = 0;
        int chain = 0;
        foreach ((PlacementSubject subject, string node) in companies)
        {
            IReadOnlyList<Candidate> ranked = ranking.Rank(subject, 3);
            bool right = ranked.Count > 0 && ranked[0].Node.Id == node;
            first += right ? 1 : 0;
            three += ranked.Any(c => c.Node.Id == node) ? 1 : 0;
            chain += ranked.Count > 0 && ranked[0].Node.Chain.Id == taxonomy.Find(node)?.Chain.Id ? 1 : 0;
            if (!right)
            {
                misses?.WriteLine($"{subject.Name} | {taxonomy.Find(node)?.Name} | {string.Join(" ; ", ranked.Select(Shown))} | {string.Join(" / ", subject.Phrases.Take(6).Select(p => p.Text.Length > 60 ? p.Text[..60] : p.Text))}");
            }
        }

        Console.WriteLine($"  Shenwan level 3, names only, {companies.Count} companies: right at 1 {Percent(first, companies.Count)}, at 3 {Percent(three, companies.Count)}, level 2 of the first {Percent(chain, companies.Count)} (goal 45 % / 65 %)");
        PlacementSubject[] subjects = [.. companies.Select(c => c.Subject)];
        Timed("Shenwan", taxonomy, subjects);
        Taxonomy shipped = Taxonomy.Load(DefaultTaxonomy);
        Timed("default", shipped, subjects);
        using TemporaryFolder folder = new();
        Timed("enlarged", Enlarged(shipped, folder, 10_000), subjects);
    }

    private static void Timed(string name, Taxonomy taxonomy, PlacementSubject[] subjects)
    {
        PlacementRanking ranking = new(taxonomy);
        for (int warm = 0; warm < 3; warm++)
        {
            RankAll(ranking, subjects);
        }

        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        int rounds = 3;
        for (int round = 0; round < rounds; round++)
        {
            RankAll(ranking, subjects);
        }

        double milliseconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / (rounds * subjects.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  candidates among {taxonomy.Nodes.Count,6} nodes ({name}): {milliseconds:0.000} ms of processor time a company (goal under 1)"));
    }

    private static void RankAll(PlacementRanking ranking, PlacementSubject[] subjects)
    {
        foreach (PlacementSubject subject in subjects)
        {
            ranking.Rank(subject, 12);
        }
    }

    /// <summary>The shipped taxonomy again and again, each time with one character of every term replaced, until it has enough nodes.</summary>
    private static Taxonomy Enlarged(Taxonomy taxonomy, TemporaryFolder folder, int nodes)
    {
        List<string> rows = [];
        List<string> chains = [];
        for (int copy = 0; rows.Count < nodes; copy++)
        {
            chains.AddRange(taxonomy.Chains.Select(c => $"{c.Id}{copy},{c.Industry},{c.Name}{copy}"));
            rows.AddRange(taxonomy.Nodes.Select(n => string.Join(',', $"{n.Id}{copy}", $"{n.Chain.Id}{copy}", Varied(n.Name, copy), TaxonomyStage.Word(n.Stage), Joined(n.Aliases, copy), Joined(n.Products, copy))));
        }

        HashSet<string> kept = [.. rows.Take(nodes).Select(r => r.Split(',')[1])];
        folder.Write("chains.csv", "chain_id,industry,name\n" + string.Join('\n', chains.Where(c => kept.Contains(c.Split(',')[0]))) + "\n");
        folder.Write("nodes.csv", "node_id,chain_id,name,stage,aliases,products\n" + string.Join('\n', rows.Take(nodes)) + "\n");
        folder.Write("edges.csv", "from_node,to_node\n");
        return Taxonomy.Load(folder.Path);
    }

    private static string Joined(IReadOnlyList<string> terms, int copy) => string.Join('|', terms.Select(t => Varied(t, copy)));

    private static string Varied(string term, int copy) => copy == 0 || term.Length < 2 ? term : $"{term[..^2]}{(char)('一' + (37 * copy) + (term[^2] % 7))}{term[^1]}";

    private static void GoldCompanies(StreamWriter? misses)
    {
        PlacementRanking ranking = new(Taxonomy.Load(DefaultTaxonomy));
        int all = 0;
        int industry = 0;
        int chain = 0;
        int role = 0;
        int three = 0;
        foreach (JsonElement company in File.ReadLines(SharedFolder.Path(Gold)).SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("companies").EnumerateArray()))
        {
            JsonElement[] gold = [.. company.GetProperty("chain").EnumerateArray().Where(c => c.GetProperty("chainName").ValueKind == JsonValueKind.String)];
            PlacementSubject subject = GoldSubject(company);
            if (gold.Length == 0 || subject.Phrases.Count == 0)
            {
                continue;
            }

            IReadOnlyList<Candidate> ranked = ranking.Rank(subject, 3);
            all++;
            Candidate? best = ranked.Count > 0 ? ranked[0] : null;
            bool right = best is not null && gold.Any(g => Names(g).Contains(best.Node.Chain.Name));
            industry += best is not null && gold.Any(g => g.GetProperty("industry").GetString() == best.Node.Chain.Industry) ? 1 : 0;
            chain += right ? 1 : 0;
            three += ranked.Any(r => gold.Any(g => Names(g).Contains(r.Node.Chain.Name))) ? 1 : 0;
            role += best is not null && gold.Any(g => string.Equals(g.GetProperty("role").GetString(), best.Activity.Role.ToString(), StringComparison.OrdinalIgnoreCase)) ? 1 : 0;
            if (!right)
            {
                misses?.WriteLine($"GOLD {subject.Name} | {string.Join(" + ", gold.SelectMany(Names))} | {string.Join(" ; ", ranked.Select(Shown))} | {string.Join(" / ", subject.Phrases.Select(p => p.Text))}");
            }
        }

        Console.WriteLine($"  gold companies (main business and products as phrases), {all} companies: industry of the first {Percent(industry, all)} (goal 90 %), chain {Percent(chain, all)} (goal 75 %), chain among three {Percent(three, all)}, role {Percent(role, all)} (goal 90 %)");
    }

    private static IEnumerable<string> Names(JsonElement entry) =>
        entry.TryGetProperty("chainNameAlso", out JsonElement also)
            ? also.EnumerateArray().Select(n => n.GetString()!).Prepend(entry.GetProperty("chainName").GetString()!)
            : [entry.GetProperty("chainName").GetString()!];

    private static PlacementSubject GoldSubject(JsonElement company)
    {
        IEnumerable<string> Texts(string field) => company.GetProperty(field).EnumerateArray().Select(e => e.GetString()!);
        PlacementPhrase[] phrases =
        [
            .. Texts("mainBusiness").Select(t => new PlacementPhrase(t, PhraseKind.MainBusiness, ChainRole.Makes, [])),
            .. Texts("products").Select(t => new PlacementPhrase(t, PhraseKind.Product, ChainRole.Makes, [])),
        ];
        return new PlacementSubject(company.GetProperty("name").GetString()!, phrases, [.. Texts("customers")], [.. Texts("endCustomers")]);
    }

    private static (PlacementSubject Subject, string Node) ReadCompany(string line)
    {
        JsonElement company = JsonDocument.Parse(line).RootElement;
        string? Text(string field) => company.TryGetProperty(field, out JsonElement value) ? value.GetString() : null;
        PlacementSubject subject = PlacementSubject.FromProfile(
            Text("name")!, Text("mainBusiness"), Text("businessScope"), [.. company.GetProperty("products").EnumerateArray().Select(p => p.GetString()!)]);
        return (subject, company.GetProperty("shenwan").GetProperty("node").GetString()!);
    }

    private static string Shown(Candidate c) => string.Create(CultureInfo.InvariantCulture, $"{c.Node.Chain.Name}>{c.Node.Name} {c.Score:0.00} [{string.Join(',', c.Matched)}]");

    private static string Percent(int part, int all) => (100.0 * part / Math.Max(1, all)).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
