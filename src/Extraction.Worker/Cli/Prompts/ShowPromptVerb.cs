using System.CommandLine;
using System.Globalization;
using Extraction.Prompts;
using Extraction.Prompts.Editing;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts show</c>.</summary>
internal static class ShowPromptVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("show", "Shows one version of a prompt: where it is, its hash and tokens, and its text.");
        Argument<string> prompt = OpenCatalog.Prompt("NAME for the newest released version, or NAME@VERSION.");
        Option<string?> folder = OpenCatalog.Option();
        Option<bool> json = SharedOptions.Json();
        command.Add(prompt);
        command.Add(folder);
        command.Add(json);
        command.SetAction(parsed =>
        {
            string directory = OpenCatalog.Folder(parsed.GetValue(folder));
            PromptFile found = OpenCatalog.Find(PromptCatalog.Load(directory), parsed.GetValue(prompt)!);
            if (parsed.GetValue(json))
            {
                console.WriteJson(found);
                return ExitCode.Done;
            }

            string path = PromptDrafts.PathOf(directory, found.Name, found.Version);
            console.Output.WriteLine($"# {path}");
            console.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"# SHA-256 {found.Sha256}, system message {TokenCounter.Count(PromptDiff.System(found)):#,0} tokens (o200k), {found.Examples.Count} examples"));
            console.Output.Write(File.ReadAllText(path));
            return ExitCode.Done;
        });
        return new Verb(command, "extraction prompts show company-profile", "extraction prompts show company-profile@1.0.0 --json") { Group = PromptsVerbs.Group };
    }
}
