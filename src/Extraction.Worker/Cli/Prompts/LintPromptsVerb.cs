using System.CommandLine;
using Extraction.Prompts;

namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts lint</c>.</summary>
internal static class LintPromptsVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("lint", "Checks all prompts: every problem one line with file, line and column, as editors read it.");
        Option<string?> folder = OpenCatalog.Option();
        Option<bool> json = SharedOptions.Json();
        command.Add(folder);
        command.Add(json);
        command.SetAction(parsed =>
        {
            string directory = OpenCatalog.Folder(parsed.GetValue(folder));
            IReadOnlyList<PromptProblem> problems = PromptCatalog.Lint(directory);
            foreach (PromptProblem problem in problems)
            {
                if (parsed.GetValue(json))
                {
                    console.WriteJson(problem);
                }
                else
                {
                    console.Output.WriteLine(problem);
                }
            }

            if (problems.Count > 0)
            {
                console.Error.WriteLine(problems.Count == 1 ? "1 problem." : $"{problems.Count} problems.");
                return ExitCode.Failed;
            }

            if (!parsed.GetValue(json))
            {
                console.Output.WriteLine($"Nothing wrong: {PromptCatalog.Load(directory).All.Count} prompts.");
            }

            return ExitCode.Done;
        });
        return new Verb(command, "extraction prompts lint", "extraction prompts lint --catalog src/Prompts/Catalog") { Group = PromptsVerbs.Group };
    }
}
