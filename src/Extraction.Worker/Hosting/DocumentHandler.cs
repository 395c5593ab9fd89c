using System.Globalization;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Extraction.Worker.Pipeline;
using Extraction.Worker.Pipeline.Shadowing;
using Extraction.Worker.Publishing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Hosting;

/// <summary>Takes one message through the path and says how it is to be settled: the only place where an outcome becomes a settlement.</summary>
internal sealed class DocumentHandler(
    DocumentPipeline pipeline,
    OutboxPublisher publisher,
    ShadowReader shadow,
    AttemptBook attempts,
    Turns turns,
    Room room,
    Outages outages,
    IOptions<WorkerOptions> options,
    ILogger<DocumentHandler> logger)
{
    private static readonly TimeSpan OutageDelay = TimeSpan.FromSeconds(5);

    /// <summary>Told of every message that is finished: its id, and the events or the rejection.</summary>
    public Action<FinishedDocument>? Finished { get; set; }

    /// <summary>Handles a message.</summary>
    public async Task<Settlement> HandleAsync(IReceivedMessage message, CancellationToken cancellationToken)
    {
        Outcome<DocumentSubmitted> body = DocumentSubmittedReader.Read(message.Body);
        if (body is not Outcome<DocumentSubmitted>.Done { Value: var document })
        {
            Rejection why = ((Outcome<DocumentSubmitted>.Reject)body).Why;
            return DeadLetter(message.Id, message.Id, why, DeadLetterReason.ReceiveStage, message.DeliveryCount, null);
        }

        PromptId? asked = PromptId.TryParse(message.Headers.GetValueOrDefault(MessageHeaders.Prompt));
        if (asked is null && message.Headers.TryGetValue(MessageHeaders.Prompt, out string? text))
        {
            Rejection why = new(FailureCode.MessageInvalid, $"The header '{MessageHeaders.Prompt}' is '{text}', which is not NAME@VERSION; send the message without it, or with an exact prompt.");
            return DeadLetter(message.Id, document.DocumentId, why, DeadLetterReason.ReceiveStage, message.DeliveryCount, null);
        }

        string key = AttemptKey.Of(message.Id, message.Headers.GetValueOrDefault(MessageHeaders.Replay));
        try
        {
            using IDisposable turn = await turns.TakeAsync(key, cancellationToken);

            // A delivery that is not the first may be one of a document that ends its worker.
            bool lastLife = message.DeliveryCount > 1 && await attempts.UnfinishedAsync(key, cancellationToken) == options.Value.MaxDeaths - 1;
            using IDisposable place = await room.EnterAsync(alone: lastLife, cancellationToken);
            AttemptHistory history = await attempts.BeginAsync(key, document.DocumentId, cancellationToken);
            return await TryAsync(message, document, asked, history, cancellationToken);
        }
        catch (Exception down) when (IsOutage(down))
        {
            return HandBack(message, down.Message, null);
        }
    }

    private async Task<Settlement> TryAsync(IReceivedMessage message, DocumentSubmitted document, PromptId? asked, AttemptHistory history, CancellationToken cancellationToken)
    {
        if (history.Unfinished >= options.Value.MaxDeaths)
        {
            Rejection died = new(
                FailureCode.WorkerDied,
                $"{history.Unfinished} attempts at this document began and never ended; examine it with 'extraction extract' before it is replayed.");
            await attempts.EndAsync(history.AttemptId, AttemptOutcome.Rejected, died.Sentence, cancellationToken);
            return DeadLetter(message.Id, document.DocumentId, died, DeadLetterReason.ReceiveStage, history.Unfinished, null);
        }

        int attempt = history.Failed + 1;
        DocumentProgress progress = new() { Waits = sentence => outages.Report(sentence, null) };
        string failure;
        try
        {
            Outcome<DocumentResult> outcome = await pipeline.RunAsync(document, asked, progress, cancellationToken);
            switch (outcome)
            {
                case Outcome<DocumentResult>.Done { Value: var result }:
                    progress.Stage = DocumentProgress.Publish;
                    await publisher.PublishAsync(result.Events, cancellationToken);
                    await attempts.EndAsync(history.AttemptId, AttemptOutcome.Done, null, cancellationToken);
                    outages.Over();
                    if (result.Shadow is { } work)
                    {
                        await shadow.ReadAsync(work, cancellationToken);
                    }

                    Finished?.Invoke(new FinishedDocument(document.DocumentId, result.Events.Count, result.Remembered, null));
                    if (result.Remembered)
                    {
                        HandlerLog.Remembered(logger, document.DocumentId, result.Events.Count);
                    }
                    else
                    {
                        HandlerLog.Finished(logger, document.DocumentId, result.Events.Count);
                    }

                    return Settlement.Done;
                case Outcome<DocumentResult>.Reject { Why: var why }:
                    await attempts.EndAsync(history.AttemptId, AttemptOutcome.Rejected, why.Sentence, cancellationToken);
                    return DeadLetter(message.Id, document.DocumentId, why, progress.Stage, attempt, progress.Recipe);
                case Outcome<DocumentResult>.Retry { Why: { CostsAttempt: false } later }:
                    await attempts.EndAsync(history.AttemptId, AttemptOutcome.HandedBack, later.Sentence, cancellationToken);
                    return HandBack(message, later.Sentence, later.After);
                default:
                    failure = ((Outcome<DocumentResult>.Retry)outcome).Why.Sentence;
                    break;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await attempts.EndAsync(history.AttemptId, AttemptOutcome.HandedBack, "The worker was stopped.", CancellationToken.None);
            throw;
        }
        catch (Exception down) when (IsOutage(down))
        {
            await attempts.EndAsync(history.AttemptId, AttemptOutcome.HandedBack, down.Message, CancellationToken.None);
            throw;
        }
        catch (Exception unexpected)
        {
            HandlerLog.Unexpected(logger, unexpected, document.DocumentId, attempt);
            failure = $"An unexpected {unexpected.GetType().Name} ended the attempt; the worker's log of this document says where.";
        }

        await attempts.EndAsync(history.AttemptId, AttemptOutcome.Failed, failure, cancellationToken);
        return attempt >= options.Value.MaxAttempts
            ? DeadLetter(
                message.Id,
                document.DocumentId,
                new Rejection(FailureCode.AttemptsExhausted, $"All {attempt} attempts failed, the last with: {failure}"),
                progress.Stage,
                attempt,
                progress.Recipe)
            : new Settlement.RetryLater(Delay(attempt, history.AttemptId), CountsAttempt: true);
    }

    private Settlement.RetryLater HandBack(IReceivedMessage message, string sentence, TimeSpan? after)
    {
        HandlerLog.HandedBack(logger, message.Id, sentence);
        outages.Report(sentence, after);
        return new Settlement.RetryLater(after ?? OutageDelay, CountsAttempt: false);
    }

    private Settlement.DeadLetter DeadLetter(string messageId, string documentId, Rejection why, string stage, int attempts, Recipe? recipe)
    {
        HandlerLog.DeadLettered(logger, messageId, why.Code.ToWire(), why.Sentence);
        Finished?.Invoke(new FinishedDocument(documentId, 0, false, why));
        Dictionary<string, string> details = new(StringComparer.Ordinal)
        {
            ["worker"] = options.Value.Name,
            ["attempts"] = attempts.ToString(CultureInfo.InvariantCulture),
        };
        if (recipe is not null)
        {
            PromptReference prompt = recipe.Prompts[stage == DocumentProgress.Place ? ^1 : 0];
            details["prompt"] = new PromptId(prompt.Name, prompt.Version).ToString();
            details["model"] = recipe.Model.Name;
        }

        return new Settlement.DeadLetter(why, stage) { Details = details };
    }

    /// <summary>The delay doubles with each attempt; up to a quarter is taken off by the attempt's id, so that many documents do not come back at once.</summary>
    private TimeSpan Delay(int attempt, string attemptId)
    {
        TimeSpan full = options.Value.RetryDelay * Math.Pow(2, attempt - 1);
        TimeSpan bounded = full < options.Value.MaxRetryDelay ? full : options.Value.MaxRetryDelay;
        return bounded * (1 - (attemptId[^1] % 16 / 64.0));
    }

    /// <summary>The ledger or the side that events are published to is away, or refuses everything: no document is to blame.</summary>
    private static bool IsOutage(Exception error) => error is LedgerUnavailableException or (MessagingException and not MessageTooLargeException);
}
