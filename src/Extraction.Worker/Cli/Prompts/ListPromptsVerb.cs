using System.CommandLine;
using System.Globalization;
using Extraction.Prompts;
using Extraction.Prompts.Editing;
using Extraction.Worker.LanguageModels;
using Spectre.Console;

namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts list</c>.</summary>
internal static class ListPromptsVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("list", "Lists all versions of all prompts, the newest of each first.");
        Option<string?> folder = OpenCatalog.Option();
        Option<bool> json = SharedOptions.Json();
        command.Add(folder);
        command.Add(json);
        command.SetAction(parsed =>
        {
            PromptCatalog catalog = PromptCatalog.Load(OpenCatalog.Folder(parsed.GetValue(folder)));
            Table table = CliConsole.NewTable("prompt", "version", "state", "system tokens", "SHA-256", "change");
            table.Columns[3].RightAligned();
            foreach (PromptFile prompt in catalog.All)
            {
                string state = SemanticVersion.TryParse(prompt.Version)!.IsReleased ? "released" : "draft";
                int tokens = TokenCounter.Count(PromptDiff.System(prompt));
                if (parsed.GetValue(json))
                {
                    console.WriteJson(new { prompt.Name, prompt.Version, state, systemTokens = tokens, prompt.Sha256, prompt.Change });
                    continue;
                }

                table.AddRow(
                    new Text(prompt.Name),
                    new Text(prompt.Version),
                    new Text(state),
                    new Text(tokens.ToString("#,0", CultureInfo.InvariantCulture)),
                    new Text(prompt.Sha256[..12]),
                    new Text(prompt.Change));
            }

            if (!parsed.GetValue(json))
            {
                console.WriteTable(table);
            }

            return ExitCode.Done;
        });
        return new Verb(command, "extraction prompts list", "extraction prompts list --catalog src/Prompts/Catalog --json") { Group = PromptsVerbs.Group };
    }
}
