using System.CommandLine;
using Extraction.Prompts;
using Extraction.Prompts.Editing;
using Extraction.Worker.Cli.Evaluate;

namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts release</c>.</summary>
internal static class ReleasePromptVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("release", "Checks a draft, evaluates it where asked, gives it its released version and locks it. From then on it never changes.");
        Argument<string> prompt = OpenCatalog.Prompt("The draft, NAME@VERSION.");
        Option<string?> folder = OpenCatalog.Option();
        Option<string?> gold = new("--gold") { Description = "Evaluates the draft on this gold file against the newest released version first; a field that is significantly worse stops the release.", HelpName = "FILE" };
        Option<string?> replay = new("--replay") { Description = "Takes the evaluation's replies from this recording.", HelpName = "FILE" };
        Option<string?> model = SharedOptions.Model();
        command.Add(prompt);
        command.Add(folder);
        command.Add(gold);
        command.Add(replay);
        command.Add(model);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string directory = OpenCatalog.Folder(parsed.GetValue(folder));
            PromptCatalog catalog = PromptCatalog.Load(directory);
            PromptFile draft = OpenCatalog.Find(catalog, parsed.GetValue(prompt)!);
            if (parsed.GetValue(gold) is { } file)
            {
                EvaluateRequest request = new(file, parsed.GetValue(model), [$"{draft.Name}@{draft.Version}"], [$"{draft.Name}@{catalog.Get(draft.Name).Version}"])
                {
                    Replay = parsed.GetValue(replay),
                    Catalog = directory,
                    FailIfSignificantlyWorse = true,
                };
                int code = await EvaluateRun.RunAsync(console, request, cancellationToken);
                if (code != ExitCode.Done)
                {
                    await console.Error.WriteLineAsync($"{draft.Name}@{draft.Version} was not released.");
                    return code;
                }
            }

            string released = PromptDrafts.Release(directory, draft);
            await console.Output.WriteLineAsync($"Released and locked: {released}");
            return ExitCode.Done;
        });
        return new Verb(
            command,
            "extraction prompts release company-profile@1.1.0-draft --catalog src/Prompts/Catalog",
            "extraction prompts release company-profile@1.1.0-draft --gold gold.jsonl --replay replies.jsonl")
        { Group = PromptsVerbs.Group };
    }
}
