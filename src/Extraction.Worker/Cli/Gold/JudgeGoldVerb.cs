using System.CommandLine;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Evaluation.Judging;

namespace Extraction.Worker.Cli.Gold;

/// <summary><c>extraction gold judge</c>.</summary>
internal static class JudgeGoldVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("judge", "Saves the judgements that a report wrote back to the gold file: labels are corrected, or marked as right.");
        Argument<string> judgements = new("JUDGEMENTS") { Description = "The file that the report's button saved." };
        Option<string> gold = new("--gold") { Description = "The gold file, JSON Lines.", HelpName = "FILE", Required = true };
        command.Add(judgements);
        command.Add(gold);
        command.SetAction(parsed =>
        {
            string file = parsed.GetValue(gold)!;
            if (Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase))
            {
                throw new CliException($"{file}: judgements are saved to JSON Lines only; correct the table by hand.");
            }

            GoldSet.Read(file);
            List<Judgement> read = Read(parsed.GetValue(judgements)!);
            IReadOnlyList<string> problems = GoldEditor.Save(file, read);
            foreach (string problem in problems)
            {
                console.Error.WriteLine(problem);
            }

            console.Output.WriteLine($"Saved {read.Count - problems.Count} of {read.Count} judgements to {file}.");
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return new Verb(command, "extraction gold judge judgements.jsonl --gold gold.jsonl") { Group = GoldVerbs.Group };
    }

    private static List<Judgement> Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new CliException($"{file}: there is no such file; save it in the report.");
        }

        List<Judgement> judgements = [];
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            try
            {
                Judgement? judgement = line.Length == 0 ? null : JsonSerializer.Deserialize<Judgement>(line, ContractJson.Options);
                if (judgement is { Verdict: not ("label" or "published") })
                {
                    throw new CliException($"{file}:{number}: the verdict is `{judgement.Verdict}`; it must be label or published.");
                }

                judgements.AddRange(judgement is null ? [] : [judgement]);
            }
            catch (JsonException)
            {
                throw new CliException($"{file}:{number}: the line is no judgement; save it in the report again.");
            }
        }

        return judgements;
    }
}
