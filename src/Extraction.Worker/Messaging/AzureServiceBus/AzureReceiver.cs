using Azure.Messaging.ServiceBus;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <inheritdoc cref="IMessageReceiver"/>
/// <remarks>
/// A receive that is cancelled in the SDK can leave a message locked that nobody holds. So it is never cancelled: it waits in short turns, and what a turn
/// brings is handed out. Nothing is prefetched in the SDK either: such a lock would run unseen.
/// </remarks>
internal sealed class AzureReceiver(AzureLink link, SubQueue subQueue) : IMessageReceiver
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(700);

    /// <summary>The shortest turn in which an answer can come.</summary>
    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(300);

    private readonly AzureSessions? _sessions = link.HasSessions && subQueue == SubQueue.Main ? new AzureSessions(link) : null;

    public async Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync(int max, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        long start = link.Time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan left = wait - link.Time.GetElapsedTime(start);
            TimeSpan turn = left > LongestTurn ? LongestTurn : left < ShortestTurn ? ShortestTurn : left;
            List<IReceivedMessage> taken = await PutAsideAsync(await link.UseAsync(() => TakeAsync(max, turn), cancellationToken));
            if (taken.Count > 0 || left <= turn)
            {
                return taken;
            }
        }
    }

    /// <summary>Nothing was pushed ahead; the receiver behind it stays open for those who still settle.</summary>
    public ValueTask DisposeAsync() => _sessions?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<IReadOnlyList<AzureReceivedMessage>> TakeAsync(int max, TimeSpan turn)
    {
        if (_sessions is not null)
        {
            return await _sessions.TakeAsync(turn) is { } first ? [first] : [];
        }

        ServiceBusReceiver receiver = link.Receiver(subQueue);
        return [.. (await receiver.ReceiveMessagesAsync(max, turn, CancellationToken.None)).Select(message => new AzureReceivedMessage(link, message, subQueue, receiver))];
    }

    /// <summary>Dead-letters what was delivered too often, its lock having run out each time; the rest is handed out.</summary>
    private async Task<List<IReceivedMessage>> PutAsideAsync(IReadOnlyList<AzureReceivedMessage> received)
    {
        List<IReceivedMessage> taken = new(received.Count);
        foreach (AzureReceivedMessage one in received)
        {
            if (subQueue == SubQueue.Main && one.DeliveryCount > link.Options.MaxDeliveryCount)
            {
                await one.PutAsideAsync();
            }
            else
            {
                taken.Add(one);
            }
        }

        return taken;
    }
}
