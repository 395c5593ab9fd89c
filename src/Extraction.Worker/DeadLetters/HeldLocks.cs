using System.Collections.Concurrent;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters;

/// <summary>Keeps the locks of messages in hand, so that a slow pace does not lose them.</summary>
internal sealed class HeldLocks(TimeProvider time) : IAsyncDisposable
{
    private const int AtOnce = 100;

    private readonly ConcurrentDictionary<IReceivedMessage, bool> held = new();
    private readonly CancellationTokenSource ending = new();
    private Task loop = Task.CompletedTask;
    private bool started;

    public void Add(IReceivedMessage message)
    {
        held[message] = true;
        if (!started)
        {
            started = true;
            TimeSpan interval = message.LockRemaining / 3;
            loop = RenewAsync(interval > TimeSpan.FromMilliseconds(10) ? interval : TimeSpan.FromMilliseconds(10));
        }
    }

    public void Remove(IReceivedMessage message) => held.TryRemove(message, out _);

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await loop;
        ending.Dispose();
    }

    private async Task RenewAsync(TimeSpan interval)
    {
        try
        {
            while (true)
            {
                await Task.Delay(interval, time, ending.Token);
                foreach (IReceivedMessage[] some in held.Keys.Chunk(AtOnce))
                {
                    await Task.WhenAll(some.Select(RenewAsync));
                }
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Nothing is held any more.
        }
    }

    private async Task RenewAsync(IReceivedMessage message)
    {
        try
        {
            await message.RenewAsync(ending.Token);
        }
        catch (MessageLockLostException)
        {
            Remove(message); // settled meanwhile, or lost; settling it will say so
        }
        catch (MessagingException)
        {
            // The broker is away; the next turn tries again.
        }
    }
}
