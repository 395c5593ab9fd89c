using System.Text;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Publishing;

/// <summary>Step 9: sends recorded events, then marks them as sent. A crash between the two sends them again under the same ids, which the topic drops.</summary>
internal sealed class OutboxPublisher(ILedger ledger, IMessageTransport transport, IOptions<PublishingOptions> options) : IDisposable
{
    private const int BatchSize = 200;

    private readonly SemaphoreSlim fileLock = new(1);

    /// <summary>Sends these events. They must be recorded.</summary>
    public async Task PublishAsync(IReadOnlyList<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return;
        }

        await transport.Topic.PublishAsync([.. events.Select(Message)], cancellationToken);
        if (options.Value.JsonLinesPath is { Length: > 0 } path)
        {
            await AppendAsync(path, events, cancellationToken);
        }

        await ledger.MarkSentAsync([.. events.Select(one => one.Id)], cancellationToken);
    }

    /// <summary>Sends everything that an earlier run recorded and did not send; returns how many.</summary>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        int sent = 0;
        while (await ledger.UnsentAsync(BatchSize, cancellationToken) is { Count: > 0 } batch)
        {
            await PublishAsync(batch, cancellationToken);
            sent += batch.Count;
        }

        return sent;
    }

    public void Dispose() => fileLock.Dispose();

    private static OutgoingMessage Message(OutgoingEvent one) => new(one.Id, Encoding.UTF8.GetBytes(one.Body))
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["content-type"] = "application/cloudevents+json; charset=utf-8",
            ["subject"] = one.Subject,
        },
    };

    private async Task AppendAsync(string path, IReadOnlyList<OutgoingEvent> events, CancellationToken cancellationToken)
    {
        await fileLock.WaitAsync(cancellationToken);
        try
        {
            await File.AppendAllTextAsync(path, string.Concat(events.Select(one => one.Body + "\n")), cancellationToken);
        }
        finally
        {
            fileLock.Release();
        }
    }
}
