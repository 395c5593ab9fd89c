using System.CommandLine;
using Extraction.Worker.Evaluation;

namespace Extraction.Worker.Cli.Gold;

/// <summary><c>extraction gold lint</c>.</summary>
internal static class LintGoldVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("lint", "Checks a gold file: every problem one line with file, line and reason.");
        Argument<string> file = new("FILE") { Description = "JSON Lines, or a CSV table." };
        command.Add(file);
        command.SetAction(parsed =>
        {
            try
            {
                GoldSet gold = GoldSet.Read(parsed.GetValue(file)!);
                console.Output.WriteLine($"Nothing wrong: {gold.Records.Count} documents, {gold.Records.Sum(record => record.Gold.Companies.Count)} companies.");
                return ExitCode.Done;
            }
            catch (GoldException wrong)
            {
                console.Output.WriteLine(wrong.Message);
                return ExitCode.Failed;
            }
        });
        return new Verb(command, "extraction gold lint gold.jsonl") { Group = GoldVerbs.Group };
    }
}
