using System.Collections.Concurrent;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters;

/// <summary>Keeps the locks of messages in hand, so that a slow pace does not lose them.</summary>
internal sealed class HeldLocks(TimeProvider time) : IAsyncDisposable
{
    private const int AtOnce = 100;

    private readonly ConcurrentDictionary<IReceivedMessage, bool> _held = new();
    private readonly CancellationTokenSource _ending = new();
    private Task _loop = Task.CompletedTask;
    private bool _started;

    public void Add(IReceivedMessage message)
    {
        _held[message] = true;
        if (!_started)
        {
            _started = true;
            TimeSpan interval = message.LockRemaining / 3;
            _loop = RenewAsync(interval > TimeSpan.FromMilliseconds(10) ? interval : TimeSpan.FromMilliseconds(10));
        }
    }

    public void Remove(IReceivedMessage message) => _held.TryRemove(message, out _);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _loop;
        _ending.Dispose();
    }

    private async Task RenewAsync(TimeSpan interval)
    {
        try
        {
            while (true)
            {
                await Task.Delay(interval, time, _ending.Token);
                foreach (IReceivedMessage[] some in _held.Keys.Chunk(AtOnce))
                {
                    await Task.WhenAll(some.Select(RenewAsync));
                }
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // Nothing is held any more.
        }
    }

    private async Task RenewAsync(IReceivedMessage message)
    {
        try
        {
            await message.RenewAsync(_ending.Token);
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
