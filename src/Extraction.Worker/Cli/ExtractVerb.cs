using System.CommandLine;
using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Sources;
using Extraction.Worker.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction extract</c>: the events of files, without queue and without ledger.</summary>
internal static class ExtractVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("extract", "Shows the events of files. Nothing is queued or published; what a model was paid for is kept in the ledger.");
        Argument<string[]> files = new("FILE") { Description = "Files to read.", Arity = ArgumentArity.OneOrMore };
        Option<DocumentKind?> kind = SharedOptions.Kind();
        Option<string?> model = SharedOptions.Model();
        Option<string[]> prompt = SharedOptions.Prompt();
        Option<string?> textOut = new("--text-out") { Description = "Also writes the text that was read, as <document.sha256>.txt, into this folder.", HelpName = "DIR" };
        Option<bool> noCache = SharedOptions.NoCache();
        Option<bool> json = SharedOptions.Json();
        command.Add(files);
        command.Add(kind);
        command.Add(model);
        command.Add(prompt);
        command.Add(textOut);
        command.Add(noCache);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] paths = parsed.GetValue(files)!;
            IConfiguration configuration = WorkerConfiguration.Read(
            [
                SharedOptions.Override(SharedOptions.ModelSetting, parsed.GetValue(model)),
                SharedOptions.Override(SharedOptions.CacheSetting, parsed.GetValue(noCache) ? "false" : null),
                .. SharedOptions.PromptSettings(parsed.GetValue(prompt) ?? []),
            ]);
            await using ServiceProvider services = WorkerServices.Build(configuration);
            ExtractRun run = new(
                console,
                services.GetRequiredService<DocumentFetcher>(),
                services.GetRequiredService<DocumentReader>(),
                services.GetRequiredService<DocumentAnalysis>(),
                parsed.GetValue(kind),
                parsed.GetValue(textOut));
            return await run.RunAsync(paths, parsed.GetValue(json), cancellationToken);
        });
        return new Verb(
            command,
            "extraction extract report.pdf --kind research-report",
            "extraction extract companies.csv --kind registry --json",
            "extraction extract page.html --model azure --text-out texts");
    }

    /// <summary>One call of the verb.</summary>
    private sealed class ExtractRun(CliConsole console, DocumentFetcher fetcher, DocumentReader reader, DocumentAnalysis analysis, DocumentKind? kind, string? textOut)
    {
        public async Task<int> RunAsync(string[] paths, bool json, CancellationToken cancellationToken)
        {
            if (textOut is not null)
            {
                Directory.CreateDirectory(textOut);
            }

            List<ChainPlacementEnvelope> all = [];
            int failed = 0;
            foreach (string path in paths)
            {
                Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await ExtractAsync(path, cancellationToken);
                if (outcome is not Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done { Value: var events })
                {
                    failed++;
                    await console.Error.WriteLineAsync($"{path}: {Sentence(outcome)}");
                    continue;
                }

                if (events.Count == 0)
                {
                    await console.Error.WriteLineAsync($"{path}: describes no company.");
                }

                all.AddRange(events);
                if (json)
                {
                    foreach (ChainPlacementEnvelope one in events)
                    {
                        console.WriteJson(one);
                    }
                }
            }

            if (!json && all.Count > 0)
            {
                console.WriteTable(EventTable.Of(all));
            }

            return failed == 0 ? ExitCode.Done : ExitCode.Failed;
        }

        private async Task<Outcome<IReadOnlyList<ChainPlacementEnvelope>>> ExtractAsync(string path, CancellationToken cancellationToken)
        {
            DocumentSubmitted document = new(
                DocumentSubmitted.CurrentVersion,
                Path.GetFileName(path),
                kind ?? DocumentKind.Other,
                new DocumentSource(Uri: Path.GetFullPath(path)));
            Outcome<SourceText> read = await ReadAsync(path, cancellationToken);
            if (read is not Outcome<SourceText>.Done { Value: var source })
            {
                return read.PassOn<IReadOnlyList<ChainPlacementEnvelope>>();
            }

            if (textOut is not null)
            {
                await File.WriteAllTextAsync(Path.Combine(textOut, source.Sha256 + ".txt"), source.Text, new UTF8Encoding(false), cancellationToken);
            }

            if (kind is null && source.Records.Count > 0)
            {
                document = document with { Kind = DocumentKind.Registry };
            }

            return await analysis.AnalyseAsync(document, source, analysis.RecipeFor(DocumentAnalysis.KindOf(document, source)), cancellationToken);
        }

        /// <summary>A file that a person names may be read wherever it is.</summary>
        private async Task<Outcome<SourceText>> ReadAsync(string path, CancellationToken cancellationToken)
        {
            Outcome<DocumentBytes> fetched = await fetcher.FetchFileAsync(path, cancellationToken);
            return fetched is Outcome<DocumentBytes>.Done { Value: var bytes } ? reader.Read(bytes, null, cancellationToken) : fetched.PassOn<SourceText>();
        }

        private static string Sentence<T>(Outcome<T> outcome) => outcome switch
        {
            Outcome<T>.Reject { Why: var why } => $"{why.Code.ToWire()}: {why.Sentence}",
            Outcome<T>.Retry { Why: var why } => why.Sentence,
            _ => string.Empty,
        };
    }
}
