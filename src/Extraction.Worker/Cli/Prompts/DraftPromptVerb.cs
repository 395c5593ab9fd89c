using System.CommandLine;
using Extraction.Prompts;
using Extraction.Prompts.Editing;

namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts draft</c>.</summary>
internal static class DraftPromptVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("draft", "Copies a version of a prompt to a draft, which may be edited.");
        Argument<string> prompt = OpenCatalog.Prompt("NAME for the newest released version, or NAME@VERSION.");
        Option<string?> version = new("--version") { Description = "The draft's version. Default: the next minor version, 1.1.0-draft after 1.0.0.", HelpName = "VERSION" };
        Option<string?> folder = OpenCatalog.Option();
        command.Add(prompt);
        command.Add(version);
        command.Add(folder);
        command.SetAction(parsed =>
        {
            string directory = OpenCatalog.Folder(parsed.GetValue(folder));
            PromptFile from = OpenCatalog.Find(PromptCatalog.Load(directory), parsed.GetValue(prompt)!);
            console.Output.WriteLine(PromptDrafts.Create(directory, from, parsed.GetValue(version)));
            return ExitCode.Done;
        });
        return new Verb(command, "extraction prompts draft company-profile --catalog src/Prompts/Catalog", "extraction prompts draft company-profile@1.0.0 --version 2.0.0-draft") { Group = PromptsVerbs.Group };
    }
}
