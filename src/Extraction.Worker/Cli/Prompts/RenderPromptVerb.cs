using System.CommandLine;
using System.Globalization;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Sources;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts render</c>.</summary>
internal static class RenderPromptVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("render", "Shows exactly what a model would get for a document, with token counts. The rule-based reader answers in its place; no model is called.");
        Argument<string> prompt = OpenCatalog.Prompt("NAME for the active version, or NAME@VERSION.");
        Argument<string> file = new("FILE") { Description = "The document." };
        Option<DocumentKind?> kind = SharedOptions.Kind();
        Option<string?> folder = OpenCatalog.Option();
        Option<bool> json = SharedOptions.Json();
        command.Add(prompt);
        command.Add(file);
        command.Add(kind);
        command.Add(folder);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string written = parsed.GetValue(prompt)!;
            IConfiguration configuration = WorkerConfiguration.Read(
            [
                SharedOptions.Override(SharedOptions.ModelSetting, "offline-rules"),
                SharedOptions.Override(LanguageModelServices.CatalogSetting, parsed.GetValue(folder)),
                .. written.Contains('@', StringComparison.Ordinal) ? SharedOptions.PromptSettings([written]) : [],
            ]);
            RenderedPrompts rendered = new();
            await using ServiceProvider services = WorkerServices.Build(configuration, more => rendered.Register(more));
            OpenCatalog.Find(PromptCatalog.Load(OpenCatalog.Folder(parsed.GetValue(folder))), written);
            await ReadAsync(services, parsed.GetValue(file)!, parsed.GetValue(kind), cancellationToken);
            string name = written.Split('@')[0];
            RenderedPrompt[] asked = [.. rendered.All.Where(one => one.Prompt.Name == name)];
            if (asked.Length == 0)
            {
                throw new CliException($"{parsed.GetValue(file)} does not need {name}; it asks for {string.Join(", ", rendered.All.Select(one => one.Prompt.Name).Distinct())}.");
            }

            for (int call = 0; call < asked.Length; call++)
            {
                Show(console, asked[call], call + 1, asked.Length, parsed.GetValue(json));
            }

            return ExitCode.Done;
        });
        return new Verb(
            command,
            "extraction prompts render company-profile report.pdf --kind research-report",
            "extraction prompts render chain-placement@1.0.0 report.pdf --json")
        { Group = PromptsVerbs.Group };
    }

    private static async Task ReadAsync(ServiceProvider services, string path, DocumentKind? kind, CancellationToken cancellationToken)
    {
        Outcome<DocumentBytes> fetched = await services.GetRequiredService<DocumentFetcher>().FetchFileAsync(path, cancellationToken);
        Outcome<SourceText> read = fetched is Outcome<DocumentBytes>.Done { Value: var bytes }
            ? services.GetRequiredService<DocumentReader>().Read(bytes, null, cancellationToken)
            : fetched.PassOn<SourceText>();
        if (read is not Outcome<SourceText>.Done { Value: var source })
        {
            throw new CliException($"{path}: {(read is Outcome<SourceText>.Reject { Why: var why } ? why.Sentence : ((Outcome<SourceText>.Retry)read).Why.Sentence)}");
        }

        DocumentSubmitted document = new(DocumentSubmitted.CurrentVersion, Path.GetFileName(path), kind ?? DocumentKind.Other, new DocumentSource(Uri: path));
        DocumentAnalysis analysis = services.GetRequiredService<DocumentAnalysis>();
        await analysis.AnalyseAsync(document, source, analysis.RecipeFor(DocumentAnalysis.KindOf(document, source)), cancellationToken);
    }

    private static void Show(CliConsole console, RenderedPrompt prompt, int call, int calls, bool json)
    {
        (int system, int user) = (TokenCounter.Count(prompt.System), TokenCounter.Count(prompt.User));
        if (json)
        {
            console.WriteJson(new
            {
                prompt.Prompt.Name,
                prompt.Prompt.Version,
                prompt.Prompt.Sha256,
                prompt.Prompt.Settings,
                systemTokens = system,
                userTokens = user,
                prompt.System,
                prompt.User,
                schema = prompt.Prompt.OutputSchema,
            });
            return;
        }

        console.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"===== {prompt.Prompt.Name}@{prompt.Prompt.Version}, call {call} of {calls}; at most {prompt.Prompt.Settings.MaxTokens:#,0} tokens of reply, temperature {prompt.Prompt.Settings.Temperature}"));
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"===== system, {system:#,0} tokens"));
        console.Output.WriteLine(prompt.System);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"===== user, {user:#,0} tokens"));
        console.Output.WriteLine(prompt.User);
    }
}
