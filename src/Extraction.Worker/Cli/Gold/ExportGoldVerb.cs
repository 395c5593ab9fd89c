using System.CommandLine;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Cli.DeadLetters;
using Extraction.Worker.DeadLetters;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Sources;
using Extraction.Worker.Evaluation.Export;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli.Gold;

/// <summary><c>extraction gold export</c>.</summary>
internal static class ExportGoldVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new(
            "export",
            "Makes evaluation cases of what happened in production: the documents, and a gold file to be labelled (dead letters) or corrected (events). Cases that are there already stay as they are.");
        Option<string> folder = new("--out") { Description = "The folder for gold.jsonl and documents/.", HelpName = "DIR", Required = true };
        Option<string?> events = new("--events") { Description = "Events that 'extraction events --json' wrote; - reads standard input.", HelpName = "FILE" };
        Option<bool> letters = new("--deadletters") { Description = "The dead letters of the queue." };
        Option<string[]> codes = new("--code") { Description = "Only dead letters of this code.", HelpName = "CODE" };
        command.Add(folder);
        command.Add(events);
        command.Add(letters);
        command.Add(codes);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CaseExport export = new(parsed.GetValue(folder)!);
            ExportRun run = new(console, export);
            if (parsed.GetValue(letters) == (parsed.GetValue(events) is not null))
            {
                throw new CliException("Say what to export: --events FILE or --deadletters.");
            }

            return parsed.GetValue(events) is { } file
                ? await run.EventsAsync(file, cancellationToken)
                : await run.DeadLettersAsync(parsed.GetValue(codes) ?? [], cancellationToken);
        });
        return new Verb(
            command,
            "extraction events --since 7d --json | extraction gold export --events - --out cases",
            "extraction gold export --deadletters --code reply-invalid --out cases")
        { Group = GoldVerbs.Group };
    }

    /// <summary>One call of the verb.</summary>
    private sealed class ExportRun(CliConsole console, CaseExport export)
    {
        private int _added;
        private int _failed;

        public async Task<int> EventsAsync(string file, CancellationToken cancellationToken)
        {
            if (file != "-" && !File.Exists(file))
            {
                throw new CliException($"{file}: there is no such file; write it with 'extraction events --json'.");
            }

            await using ServiceProvider services = WorkerServices.Build(WorkerConfiguration.Read());
            DocumentFetcher fetcher = services.GetRequiredService<DocumentFetcher>();
            List<ChainPlacementEvent> all = [];
            int number = 0;
            foreach (string line in (file == "-" ? await Console.In.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken)).Split('\n'))
            {
                number++;
                try
                {
                    all.AddRange(line.Length == 0 ? [] : [JsonSerializer.Deserialize<ChainPlacementEnvelope>(line, ContractJson.Options)!.Data]);
                }
                catch (JsonException)
                {
                    throw new CliException($"{file}:{number}: the line is no event; write the file with 'extraction events --json'.");
                }
            }

            foreach (IGrouping<string, ChainPlacementEvent> document in all.GroupBy(one => one.Document.Sha256, StringComparer.Ordinal))
            {
                // Another recipe's events of the same document are another reading of it: the last one is the newest.
                ChainPlacementEvent last = document.Last();
                ChainPlacementEvent[] reading = [.. document.Where(one => one.Lineage.Recipe == last.Lineage.Recipe)];
                await AddAsync(fetcher, last.Document.Id, new DocumentSource(Uri: last.Document.Uri), last.Document.Kind, last.Document.Language, reading, cancellationToken);
            }

            return await EndAsync();
        }

        public async Task<int> DeadLettersAsync(IReadOnlyCollection<string> codes, CancellationToken cancellationToken)
        {
            await using OpenBox box = await OpenBox.OpenAsync(console, cancellationToken);
            DocumentFetcher fetcher = box.Services.GetRequiredService<DocumentFetcher>();
            foreach (DeadLetter letter in await box.ChooseAsync(new DeadLetterFilter { Codes = codes }, null, cancellationToken))
            {
                DeadLetterDetails details = (await box.Box.ShowAsync(letter.Key, cancellationToken))[0];
                if (DocumentSubmittedReader.Read(details.Body) is not Outcome<DocumentSubmitted>.Done { Value: var document })
                {
                    await FailAsync(letter.Id, "its message is no document.");
                    continue;
                }

                await AddAsync(fetcher, document.DocumentId, document.Source, document.Kind, document.Language, [], cancellationToken);
            }

            return await EndAsync();
        }

        private async Task AddAsync(
            DocumentFetcher fetcher, string id, DocumentSource source, DocumentKind kind, string? language, IReadOnlyList<ChainPlacementEvent> events, CancellationToken cancellationToken)
        {
            if (source is { Uri: null, Content: null, ContentBase64: null })
            {
                await FailAsync(id, "the message held the document itself, and the event names no place where it is.");
                return;
            }

            switch (await fetcher.FetchAsync(source, cancellationToken))
            {
                case Outcome<DocumentBytes>.Done { Value: var bytes }:
                    string extension = Path.GetExtension(bytes.Uri ?? string.Empty) is { Length: > 0 } known ? known : source.Content is null ? string.Empty : ".txt";
                    _added += export.Add(id, bytes.Content.Span, extension, kind, language, events) ? 1 : 0;
                    break;
                case Outcome<DocumentBytes>.Reject { Why: var why }:
                    await FailAsync(id, why.Sentence);
                    break;
                case Outcome<DocumentBytes>.Retry { Why: var why }:
                    await FailAsync(id, why.Sentence);
                    break;
            }
        }

        private Task FailAsync(string id, string sentence)
        {
            _failed++;
            return console.Error.WriteLineAsync($"{id}: {sentence}");
        }

        private async Task<int> EndAsync()
        {
            await console.Output.WriteLineAsync(_added == 0 ? "No new cases." : $"{_added} new cases in {export.GoldFile}.");
            return _failed == 0 ? ExitCode.Done : ExitCode.Failed;
        }
    }
}
