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

    public async Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync(int max, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        long start = link.Time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TimeSpan left = wait - link.Time.GetElapsedTime(start);
            TimeSpan turn = left > LongestTurn ? LongestTurn : left < ShortestTurn ? ShortestTurn : left;
            IReadOnlyList<ServiceBusReceivedMessage> received = await link.UseAsync(
                () => link.Receiver(subQueue).ReceiveMessagesAsync(max, turn, CancellationToken.None), cancellationToken);
            List<IReceivedMessage> taken = await PutAsideAsync(received);
            if (taken.Count > 0 || left <= turn)
            {
                return taken;
            }
        }
    }

    /// <summary>Nothing was pushed ahead; the receiver behind it stays open for those who still settle.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Dead-letters what was delivered too often, its lock having run out each time; the rest is handed out.</summary>
    private async Task<List<IReceivedMessage>> PutAsideAsync(IReadOnlyList<ServiceBusReceivedMessage> received)
    {
        List<IReceivedMessage> taken = new(received.Count);
        foreach (ServiceBusReceivedMessage message in received)
        {
            AzureReceivedMessage one = new(link, message, subQueue);
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
