using System.CommandLine;
using System.Globalization;
using Extraction.Worker.DeadLetters;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Spectre.Console;

namespace Extraction.Worker.Cli.DeadLetters;

/// <summary><c>extraction deadletters show</c>: one dead letter with its body, headers and history.</summary>
internal static class ShowVerb
{
    private const int ShownOfBody = 2000;

    public static Verb Create(CliConsole console)
    {
        Command command = new("show", "Shows one dead letter: failure, headers, body, earlier attempts, and what operators did to it.");
        Argument<string> id = new("ID") { Description = "The message's id, or the key of a dead letter." };
        Option<bool> full = new("--full") { Description = "Show the whole body." };
        Option<bool> json = SharedOptions.Json();
        command.Add(id);
        command.Add(full);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using OpenBox box = await OpenBox.OpenAsync(console, cancellationToken);
            IReadOnlyList<DeadLetterDetails> found = await box.Box.ShowAsync(parsed.GetValue(id)!, cancellationToken);
            if (found.Count == 0)
            {
                throw new CliException($"There is no dead letter '{parsed.GetValue(id)}' in '{box.Queue.Name}'; 'extraction deadletters list' shows their ids.");
            }

            foreach (DeadLetterDetails details in found)
            {
                if (parsed.GetValue(json))
                {
                    console.WriteJson(Json(details));
                }
                else
                {
                    await ShowAsync(console, details, parsed.GetValue(full));
                }
            }

            return ExitCode.Done;
        });
        return new Verb(command, "extraction deadletters show news-0042", "extraction deadletters show news-0042 --full", "extraction deadletters show news-0042 --json");
    }

    private static async Task ShowAsync(CliConsole console, DeadLetterDetails details, bool full)
    {
        DeadLetter letter = details.Letter;
        Table failure = CliConsole.NewTable(letter.Id, letter.Code);
        void Row(string name, string? value) => failure.AddRow(new Text(name), new Text(value ?? "–"));
        Row("what was wrong", letter.Sentence);
        Row("stage", letter.Stage);
        Row("given up (UTC)", DeadLetterTables.Moment(letter.At));
        Row("sent (UTC)", DeadLetterTables.Moment(letter.EnqueuedAt));
        Row("attempts", letter.Attempts?.ToString(CultureInfo.InvariantCulture));
        Row("worker", letter.Worker);
        Row("prompt", letter.Prompt);
        Row("model", letter.Model);
        Row("queue", letter.Source);
        Row("key", letter.Key);
        console.WriteTable(failure);

        IReadOnlyDictionary<string, string> own = MessageHeaders.WithoutFailure(details.Headers);
        if (own.Count > 0)
        {
            Table headers = CliConsole.NewTable("header", "value");
            foreach ((string name, string value) in own.OrderBy(header => header.Key, StringComparer.Ordinal))
            {
                headers.AddRow(new Text(name), new Text(value));
            }

            console.WriteTable(headers);
        }

        if (details.Attempts.Count > 0)
        {
            Table attempts = CliConsole.NewTable("began (UTC)", "ended (UTC)", "worker", "outcome", "what was wrong");
            foreach (AttemptRecord attempt in details.Attempts)
            {
                attempts.AddRow(
                    new Text(Moment(attempt.StartedAt)),
                    new Text(attempt.EndedAt is { } ended ? Moment(ended) : "–"),
                    new Text(attempt.Worker),
                    new Text(attempt.Outcome ?? "not ended"),
                    new Text(attempt.Sentence ?? "–"));
            }

            console.WriteTable(attempts);
        }

        if (details.Audit.Count > 0)
        {
            Table audit = CliConsole.NewTable("when (UTC)", "who", "what", "why");
            foreach (AuditEntry entry in details.Audit)
            {
                audit.AddRow(new Text(DeadLetterTables.Moment(entry.At)), new Text(entry.Who), new Text(entry.Action), new Text(entry.Why));
            }

            console.WriteTable(audit);
        }

        await console.Output.WriteLineAsync(Body(details.Body, full));
    }

    private static string Body(ReadOnlyMemory<byte> body, bool full)
    {
        if (MessageBody.TextOf(body) is not { } text)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The body is not text: {body.Length} bytes; --json writes it in base64.");
        }

        return full || text.Length <= ShownOfBody
            ? text
            : string.Create(CultureInfo.InvariantCulture, $"{text[..ShownOfBody]}\n… {text.Length - ShownOfBody} more characters; --full shows them.");
    }

    private static object Json(DeadLetterDetails details)
    {
        string? text = MessageBody.TextOf(details.Body);
        return new
        {
            details.Letter,
            details.Headers,
            Body = text,
            BodyBase64 = text is null ? Convert.ToBase64String(details.Body.Span) : null,
            Attempts = details.Attempts.Select(attempt => new
            {
                attempt.Worker,
                StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(attempt.StartedAt),
                EndedAt = attempt.EndedAt is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : (DateTimeOffset?)null,
                attempt.Outcome,
                attempt.Sentence,
            }),
            details.Audit,
        };
    }

    private static string Moment(long milliseconds) => DeadLetterTables.Moment(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
