using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction events</c>: what was published to the local topic.</summary>
internal static class EventsVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("events", "Shows the events that were published to the local topic, oldest first.");
        Option<string?> since = new("--since") { Description = "Only events published at or after this time: ISO 8601, or an age such as 15m, 2h, 7d.", HelpName = "T" };
        Option<bool> follow = new("--follow") { Description = "Wait for further events until stopped." };
        Option<bool> json = SharedOptions.Json();
        command.Add(since);
        command.Add(follow);
        command.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = WorkerServices.Build(WorkerConfiguration.Read());
            DateTimeOffset? from = ParseSince(parsed.GetValue(since), services.GetRequiredService<TimeProvider>().GetUtcNow());
            IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
            if (!transport.Capabilities.TopicIsReadable)
            {
                throw new CliException($"{transport.Capabilities.Name} does not keep published events; subscribe to the topic '{transport.Topic.Name}' there.");
            }

            await transport.CheckAsync(cancellationToken);
            return await ShowAsync(console, transport.Topic, from, parsed.GetValue(follow), parsed.GetValue(json), cancellationToken);
        });
        return new Verb(command, "extraction events", "extraction events --since 2h --json", "extraction events --follow");
    }

    private static async Task<int> ShowAsync(CliConsole console, IEventTopic topic, DateTimeOffset? since, bool follow, bool json, CancellationToken cancellationToken)
    {
        long after = since is null ? 0 : await topic.PositionBeforeAsync(since.Value, cancellationToken);
        List<ChainPlacementEnvelope> all = [];
        try
        {
            await foreach (PublishedEvent published in topic.ReadAsync(after, follow, cancellationToken))
            {
                if (json)
                {
                    await console.Output.WriteLineAsync(Encoding.UTF8.GetString(published.Body.Span));
                    continue;
                }

                ChainPlacementEnvelope envelope = JsonSerializer.Deserialize<ChainPlacementEnvelope>(published.Body.Span, ContractJson.Options)!;
                if (follow)
                {
                    console.WriteTable(EventTable.Of([envelope]));
                }
                else
                {
                    all.Add(envelope);
                }
            }
        }
        catch (OperationCanceledException) when (follow && cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Done;
        }

        if (!json && !follow)
        {
            if (all.Count == 0)
            {
                await console.Error.WriteLineAsync("No events were published yet; 'extraction enqueue' some documents and 'extraction run'.");
            }
            else
            {
                console.WriteTable(EventTable.Of(all));
            }
        }

        return ExitCode.Done;
    }

    private static DateTimeOffset? ParseSince(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (Age.TryParse(text) is { } age)
        {
            return now - age;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? at
            : throw new CliException($"--since '{text}' is no time; write 2026-11-20, 2026-11-20T08:00:00Z, or an age such as 15m, 2h, 7d.");
    }
}
