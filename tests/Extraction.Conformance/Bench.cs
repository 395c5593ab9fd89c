using System.Text;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Extraction.Conformance;

/// <summary>One case's own queue on one broker, and its clock.</summary>
internal abstract class Bench(MessagingOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly List<IMessageTransport> _open = [];
    private IMessageTransport? _first;

    public MessagingOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>The lock's duration; all other times of a case are fractions and multiples of it.</summary>
    public TimeSpan Lock => options.LockDuration;

    public IMessageTransport Transport => _first ??= OpenAnother();

    public IMessageQueue Queue => Transport.Queue;

    /// <summary>Opens the same queue once more, as another process would.</summary>
    public IMessageTransport OpenAnother()
    {
        IMessageTransport transport = Transports.Open(options, time);
        _open.Add(transport);
        return transport;
    }

    /// <summary>Makes ready what the case finds in the broker.</summary>
    public virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Lets so much time pass.</summary>
    public abstract Task PassAsync(TimeSpan span);

    /// <summary>Lets a little time pass, for what waits for it.</summary>
    protected abstract Task TickAsync();

    /// <summary>Deletes the queue with all it holds, behind the transport's back.</summary>
    public abstract Task DeleteQueueAsync();

    /// <summary>Creates it again.</summary>
    public abstract Task RecreateQueueAsync();

    /// <summary>Cuts the connection to the broker, or its equal, and mends it when disposed.</summary>
    public abstract Task<IAsyncDisposable> CutAsync();

    /// <summary>Lets time run until the task has ended; fails after a real minute.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        await UntilAsync(() => task.IsCompleted);
        return await task;
    }

    /// <inheritdoc cref="RunAsync{T}(Task{T})"/>
    public async Task RunAsync(Task task)
    {
        await UntilAsync(() => task.IsCompleted);
        await task;
    }

    /// <summary>Lets time run until the condition holds; fails after a real minute.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1), "what was waited for did not come within a minute");
            await TickAsync();
        }
    }

    /// <summary>Waits in real time, while the bench's clock stands still where it can.</summary>
    public static async Task WatchAsync(Func<bool> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1), "what was waited for did not come within a minute");
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    public Task SendAsync(params IEnumerable<string> ids) => SendAsync(ids.Select(Message).ToArray());

    public async Task SendAsync(params OutgoingMessage[] messages)
    {
        IReadOnlyList<SendOutcome> outcomes = await Queue.SendAsync(messages, TestContext.Current.CancellationToken);
        Assert.All(outcomes, outcome => Assert.Equal(SendOutcome.Accepted, outcome));
    }

    public static OutgoingMessage Message(string id) => new(id, Encoding.UTF8.GetBytes("body of " + id));

    /// <summary>Receives one message, waiting for it up to ten locks.</summary>
    public async Task<IReceivedMessage> ReceiveAsync(SubQueue subQueue = SubQueue.Main, IMessageTransport? by = null) =>
        Assert.Single(await ReceiveAsync(1, Lock * 10, subQueue, by));

    /// <summary>Receives with a wait, letting time run.</summary>
    public async Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync(int max, TimeSpan wait, SubQueue subQueue = SubQueue.Main, IMessageTransport? by = null)
    {
        await using IMessageReceiver receiver = (by ?? Transport).Queue.OpenReceiver(subQueue);
        return await RunAsync(receiver.ReceiveAsync(max, wait, TestContext.Current.CancellationToken));
    }

    /// <summary>Asserts that there is nothing to receive now.</summary>
    public async Task NothingAsync(SubQueue subQueue = SubQueue.Main, IMessageTransport? by = null) =>
        Assert.Empty(await ReceiveAsync(10, TimeSpan.Zero, subQueue, by));

    /// <summary>Asserts that the queue holds nothing at all, in no state.</summary>
    public async Task EmptyAsync()
    {
        await NothingAsync();
        QueueCounts counts = await Queue.CountAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, counts.Active + (counts.Locked ?? 0) + (counts.Scheduled ?? 0));
    }

    /// <summary>A processor with times that fit the lock.</summary>
    public MessageProcessor Processor(
        MessageHandler handler, Action<IntakeOptions>? adjust = null, Func<Exception, IReceivedMessage?, Task>? onError = null, IMessageQueue? queue = null)
    {
        IntakeOptions intake = new()
        {
            ReceiveWait = Lock / 2,
            RenewalInterval = Lock / 8,
            FailureDelay = Lock / 10,
            ErrorDelay = Lock / 50,
            LongestHandling = Lock * 100,
            Grace = Lock * 5,
            HandBack = Lock,
        };
        adjust?.Invoke(intake);
        return new MessageProcessor(queue ?? Queue, handler, intake, time, NullLogger<MessageProcessor>.Instance, onError);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IMessageTransport transport in _open)
        {
            await transport.DisposeAsync();
        }

        await CleanAsync();
    }

    protected abstract Task CleanAsync();
}
