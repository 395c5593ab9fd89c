using System.Globalization;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.LanguageModels.Batch;
using Extraction.Worker.Pipeline;
using Extraction.Worker.Publishing;

namespace Extraction.Worker.Cli.Batches;

/// <summary>Takes the documents of one batch as far as the replies at hand allow, and hands in what they ask next.</summary>
internal sealed class BatchRun(CliConsole console, BatchFolder folder, BatchChatService service, BatchProvider provider, DocumentPipeline pipeline, OutboxPublisher publisher)
{
    /// <summary>How many documents were given up in this run.</summary>
    public int Rejected { get; private set; }

    /// <summary>Gets what the provider has done; true when there is something new.</summary>
    public async Task<bool> CollectAsync(CancellationToken cancellationToken)
    {
        await HandInAsync(cancellationToken);
        bool news = false;
        foreach (BatchRound round in folder.Rounds.Where(round => !round.Collected && round.BatchId is not null).ToArray())
        {
            (string status, IReadOnlyList<string> files) = await provider.LookAsync(round.BatchId!, cancellationToken);
            BatchRound now = round with { Status = status };
            if (now.IsOver)
            {
                List<string> lines = [];
                foreach (string file in files)
                {
                    lines.AddRange(await provider.ReadAsync(file, cancellationToken));
                }

                folder.SetReplies(round.Number, lines);
                now = now with { Collected = true };
                news = true;
            }

            folder.Set(now);
        }

        return news;
    }

    /// <summary>Reads the documents with the replies that are here, publishes what is finished, and hands the next questions in.</summary>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        foreach (string line in folder.Replies())
        {
            service.Take(line);
        }

        foreach (string line in folder.Documents)
        {
            DocumentSubmitted document = JsonSerializer.Deserialize<DocumentSubmitted>(line, ContractJson.Options)!;
            if (folder.IsFinished(document.DocumentId))
            {
                continue;
            }

            Outcome<DocumentResult> outcome = await pipeline.RunAsync(document, null, new DocumentProgress { AsksAhead = true }, cancellationToken);
            switch (outcome)
            {
                case Outcome<DocumentResult>.Done { Value: var result }:
                    await publisher.PublishAsync(result.Events, cancellationToken);
                    folder.Finish(document.DocumentId);
                    break;
                case Outcome<DocumentResult>.Reject { Why: var why }:
                    Rejected++;
                    await console.Error.WriteLineAsync($"{document.DocumentId}: {why.Code.ToWire()}: {why.Sentence}");
                    folder.Finish(document.DocumentId);
                    break;
                case Outcome<DocumentResult>.Retry { Why: { CostsAttempt: true } failed }:
                    await console.Error.WriteLineAsync($"{document.DocumentId}: {failed.Sentence}");
                    break;
            }
        }

        IReadOnlyList<string> waiting = service.Waiting;
        if (waiting.Count > 0 && folder.Rounds.All(round => round.Collected))
        {
            int number = folder.Rounds.Count + 1;
            folder.SetRequests(number, waiting);
            folder.Set(new BatchRound(number, waiting.Count, null, "new", Collected: false));
            await HandInAsync(cancellationToken);
        }
    }

    /// <summary>One line on how it stands.</summary>
    public string Sentence()
    {
        int documents = folder.Documents.Count;
        BatchRound? last = folder.Rounds.OrderBy(round => round.Number).LastOrDefault();
        string waits = documents == folder.FinishedCount || last is null || last.Collected
            ? "nothing is under way"
            : string.Create(CultureInfo.InvariantCulture, $"round {last.Number} with {last.Requests} requests is {last.Status}");
        return string.Create(CultureInfo.InvariantCulture, $"Batch {folder.Name}: {folder.FinishedCount} of {documents} documents are finished; {waits}.");
    }

    /// <summary>A round that was written down and not handed in yet, or whose id was lost with a killed run.</summary>
    private async Task HandInAsync(CancellationToken cancellationToken)
    {
        foreach (BatchRound round in folder.Rounds.Where(round => round.BatchId is null).ToArray())
        {
            string id = await provider.SubmitAsync($"{folder.Name}-{round.Number}", folder.Requests(round.Number), cancellationToken);
            folder.Set(round with { BatchId = id, Status = "validating" });
        }
    }
}
