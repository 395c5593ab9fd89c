using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction events</c>: what was published. The local topic keeps its events; where a broker does not, the ledger knows what was sent to it.</summary>
internal static class EventsVerb
{
    private const int PageSize = 200;

    /// <summary>How often a follower looks into the ledger.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    public static Verb Create(CliConsole console)
    {
        Command command = new("events", "Shows the events that were published, oldest first.");
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
            IAsyncEnumerable<ReadOnlyMemory<byte>> events;
            if (transport.Capabilities.TopicIsReadable)
            {
                await transport.CheckAsync(cancellationToken);
                events = FromTopicAsync(transport.Topic, from, parsed.GetValue(follow), cancellationToken);
            }
            else
            {
                ILedger ledger = services.GetRequiredService<ILedger>();
                await ledger.MigrateAsync(cancellationToken);
                events = FromLedgerAsync(console, ledger, services.GetRequiredService<TimeProvider>(), from, parsed.GetValue(follow), cancellationToken);
            }

            return await ShowAsync(console, events, parsed.GetValue(follow), parsed.GetValue(json), cancellationToken);
        });
        return new Verb(command, "extraction events", "extraction events --since 2h --json", "extraction events --follow");
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> FromTopicAsync(
        IEventTopic topic, DateTimeOffset? since, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = since is null ? 0 : await topic.PositionBeforeAsync(since.Value, cancellationToken);
        await foreach (PublishedEvent published in topic.ReadAsync(after, follow, cancellationToken))
        {
            yield return published.Body;
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> FromLedgerAsync(
        CliConsole console, ILedger ledger, TimeProvider time, DateTimeOffset? since, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SentPlace place = since is null ? SentPlace.Beginning : new SentPlace(since.Value.ToUnixTimeMilliseconds(), "");
        while (true)
        {
            IReadOnlyList<SentEvent> page = await ledger.SentAsync(place, PageSize, cancellationToken);
            foreach (SentEvent sent in page)
            {
                place = sent.Place;
                if (sent.Body is null)
                {
                    await console.Error.WriteLineAsync($"! The event {sent.Id} does not match its checksum in the ledger and is left out; enqueue its document again, and examine the disk.");
                    continue;
                }

                yield return Encoding.UTF8.GetBytes(sent.Body);
            }

            if (page.Count < PageSize)
            {
                if (!follow)
                {
                    yield break;
                }

                await Task.Delay(Glance, time, cancellationToken);
            }
        }
    }

    private static async Task<int> ShowAsync(CliConsole console, IAsyncEnumerable<ReadOnlyMemory<byte>> events, bool follow, bool json, CancellationToken cancellationToken)
    {
        List<ChainPlacementEnvelope> all = [];
        try
        {
            await foreach (ReadOnlyMemory<byte> body in events.WithCancellation(cancellationToken))
            {
                if (json)
                {
                    await console.Output.WriteLineAsync(Encoding.UTF8.GetString(body.Span));
                    continue;
                }

                ChainPlacementEnvelope envelope = JsonSerializer.Deserialize<ChainPlacementEnvelope>(body.Span, ContractJson.Options)!;
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
