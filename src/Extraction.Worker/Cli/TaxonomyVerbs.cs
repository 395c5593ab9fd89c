using System.CommandLine;
using System.Globalization;
using Extraction.Worker.Placement;
using Extraction.Worker.Placement.Chains;
using Microsoft.Extensions.Configuration;
using Spectre.Console;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction taxonomy lint|search</c>.</summary>
internal static class TaxonomyVerbs
{
    public const string Group = "taxonomy";

    public static Verb[] Create(CliConsole console) => [Lint(console), Search(console)];

    private static Verb Lint(CliConsole console)
    {
        Command command = new("lint", "Checks a taxonomy: every problem one sentence with file and line.");
        Option<string?> directory = Directory();
        Option<bool> json = SharedOptions.Json();
        command.Add(directory);
        command.Add(json);
        command.SetAction(parsed =>
        {
            string folder = FolderOf(parsed.GetValue(directory));
            IReadOnlyList<TaxonomyProblem> problems = TaxonomyLint.Check(folder);
            if (parsed.GetValue(json))
            {
                foreach (TaxonomyProblem problem in problems)
                {
                    console.WriteJson(problem);
                }

                return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
            }

            foreach (TaxonomyProblem problem in problems)
            {
                console.Output.WriteLine(problem);
            }

            if (problems.Count > 0)
            {
                console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{problems.Count} problems."));
                return ExitCode.Failed;
            }

            Taxonomy taxonomy = Taxonomy.Load(folder);
            int industries = taxonomy.Chains.Select(chain => chain.Industry).Distinct(StringComparer.Ordinal).Count();
            console.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Nothing wrong: {industries} industries, {taxonomy.Chains.Count} chains, {taxonomy.Nodes.Count} nodes, {taxonomy.EdgeCount} edges."));
            return ExitCode.Done;
        });
        return new Verb(command, "extraction taxonomy lint", "extraction taxonomy lint --taxonomy my-taxonomy") { Group = Group };
    }

    private static Verb Search(CliConsole console)
    {
        Command command = new("search", "Finds nodes by words of their names, aliases and products.");
        Argument<string[]> words = new("WORD") { Description = "What to look for; a node that holds more of it comes first.", Arity = ArgumentArity.OneOrMore };
        Option<string?> directory = Directory();
        Option<int> top = new("--top") { Description = "How many nodes. Default: 20.", DefaultValueFactory = _ => 20, HelpName = "N" };
        Option<bool> json = SharedOptions.Json();
        command.Add(words);
        command.Add(directory);
        command.Add(top);
        command.Add(json);
        command.SetAction(parsed =>
        {
            Taxonomy taxonomy = Taxonomy.Load(FolderOf(parsed.GetValue(directory)));
            IReadOnlyList<TaxonomyHit> hits = TaxonomySearch.Find(taxonomy, parsed.GetValue(words)!, parsed.GetValue(top));
            if (parsed.GetValue(json))
            {
                foreach (TaxonomyHit hit in hits)
                {
                    console.WriteJson(new { hit.Node.Chain.Industry, chainId = hit.Node.Chain.Id, chain = hit.Node.Chain.Name, nodeId = hit.Node.Id, node = hit.Node.Name, hit.Node.Stage, hit.Score, hit.Matched });
                }

                return ExitCode.Done;
            }

            if (hits.Count == 0)
            {
                console.Error.WriteLine("No node holds these words; try fewer or shorter ones.");
                return ExitCode.Done;
            }

            Table table = CliConsole.NewTable("industry", "chain", "node", "stage", "score", "matched");
            table.Columns[4].RightAligned();
            foreach (TaxonomyHit hit in hits)
            {
                table.AddRow(
                    new Text(hit.Node.Chain.Industry),
                    new Text(hit.Node.Chain.Name),
                    new Text($"{hit.Node.Name}\n{hit.Node.Id}"),
                    new Text(hit.Node.Stage?.ToString().ToLowerInvariant() ?? "–"),
                    new Text(hit.Score.ToString("0.00", CultureInfo.InvariantCulture)),
                    new Text(string.Join('、', hit.Matched.Take(5))));
            }

            console.WriteTable(table);
            return ExitCode.Done;
        });
        return new Verb(command, "extraction taxonomy search 高温尼龙", "extraction taxonomy search 连接器 --top 5 --json") { Group = Group };
    }

    private static Option<string?> Directory() => new("--taxonomy") { Description = "A folder with chains.csv, nodes.csv and edges.csv. Default: the configured taxonomy.", HelpName = "DIR" };

    private static string FolderOf(string? given) => given
        ?? (WorkerConfiguration.Read().GetSection(PlacementOptions.Section).Get<PlacementOptions>() ?? new PlacementOptions()).Taxonomy;
}
