namespace Extraction.Worker.Messaging.Local;

/// <inheritdoc cref="IMessageReceiver"/>
/// <remarks>Taking is one write to the file, and as cheap for many messages as for one, so nothing is pushed ahead.</remarks>
internal sealed class LocalReceiver(LocalStore store, SubQueue subQueue) : IMessageReceiver
{
    public async Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync(int max, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        long start = store.Time.GetTimestamp();
        while (true)
        {
            Task signal = store.Changed.Next;
            long version = store.Reader.Version();
            LocalClock? clock = null;
            Receiving.Taken taken = await store.WriteAsync(
                session =>
                {
                    clock = session.Clock;
                    return Receiving.Take(session, store.Options, subQueue, max);
                },
                cancellationToken);
            if (taken.Messages.Count > 0)
            {
                return [.. taken.Messages.Select(delivery => new LocalReceivedMessage(store, clock!, delivery))];
            }

            if (taken.LookAgain)
            {
                continue; // a damaged message was put aside
            }

            TimeSpan left = wait - store.Time.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return [];
            }

            await store.WaitForChangeAsync(signal, version, taken.NextDue < left ? taken.NextDue.Value : left, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
