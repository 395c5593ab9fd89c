using System.Text;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Publishing;

/// <summary>Step 9: sends recorded events, then marks them as sent. A crash between the two sends them again under the same ids, which the topic drops.</summary>
internal sealed class OutboxPublisher(ILedger ledger, IMessageTransport transport, IOptions<PublishingOptions> options, TimeProvider time) : IDisposable
{
    private const int BatchSize = 200;

    /// <summary>What was recorded within this time is still in the hands of the worker that recorded it, who sends it.</summary>
    private static readonly TimeSpan InHand = TimeSpan.FromMinutes(1);

    private readonly JsonLinesFile? _file = options.Value.JsonLinesPath is { Length: > 0 } path ? new JsonLinesFile(path, time) : null;

    /// <summary>Sends these events. They must be recorded.</summary>
    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return;
        }

        await transport.Topic.PublishAsync([.. events.Select(Message)], cancellationToken);
        if (_file is not null)
        {
            await _file.AppendAsync(events.Select(one => one.Body), cancellationToken);
        }

        await ledger.MarkSentAsync([.. events.Select(one => one.Id)], cancellationToken);
    }

    /// <summary>Sends everything that was recorded and whose sender is gone; returns how many.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset recordedBy = time.GetUtcNow() - InHand;
        int sent = 0;
        while (await ledger.UnsentAsync(recordedBy, BatchSize, cancellationToken) is { Count: > 0 } batch)
        {
            await PublishAsync(batch, cancellationToken);
            sent += batch.Count;
        }

        return sent;
    }

    public void Dispose() => _file?.Dispose();

    private static OutgoingMessage Message(OutgoingEvent one) => new(one.Id, Encoding.UTF8.GetBytes(one.Body))
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = "application/cloudevents+json; charset=utf-8",
            ["subject"] = one.Subject,
        },
    };
}
