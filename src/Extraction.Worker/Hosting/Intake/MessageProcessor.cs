using Extraction.Worker.Messaging;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Hosting.Intake;

/// <summary>
/// The receive loop: takes messages as places become free, hands each to the handler under a lock that is kept, and settles it as the handler
/// says. It can be paused for the length of an outage, and stopped and started again.
/// </summary>
/// <param name="queue">Where messages come from.</param>
/// <param name="handler">What handles one.</param>
/// <param name="options">How many, how long.</param>
/// <param name="time">The clock of all waits.</param>
/// <param name="logger">Where trouble is told.</param>
/// <param name="onError">Told of every error in receiving, handling and settling (the message is null in receiving); its own errors are logged only.</param>
internal sealed class MessageProcessor(
    IMessageQueue queue,
    MessageHandler handler,
    IntakeOptions options,
    TimeProvider time,
    ILogger<MessageProcessor> logger,
    Func<Exception, IReceivedMessage?, Task>? onError = null) : IAsyncDisposable
{
    private static readonly TimeSpan LongestErrorDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestFailureDelay = TimeSpan.FromMinutes(10);

    private readonly HeldMessages held = new(options.Concurrency);
    private readonly ChangeSignal changed = new();
    private readonly Settler settler = new(options, time, logger);
    private readonly Lock gate = new();
    private readonly HashSet<string> pauses = new(StringComparer.Ordinal);
    private CancellationTokenSource receiving = new();
    private CancellationTokenSource? stopping;
    private Task? ending;
    private CancellationTokenSource? keeping;
    private Task loop = Task.CompletedTask;
    private Task keeper = Task.CompletedTask;

    /// <summary>How many messages are handled at once. A lower number takes effect as handlers end.</summary>
    public int Concurrency
    {
        get => held.Limit;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            lock (gate)
            {
                held.Limit = value;
                if (pauses.Count == 0)
                {
                    // The receiver was opened for another number: the one that waits now is closed, and another opened.
                    receiving.Cancel();
                    receiving = new CancellationTokenSource();
                }
            }

            Dispatch();
        }
    }

    /// <summary>How many messages are being handled.</summary>
    public int InFlight => held.Running;

    /// <summary>Why nothing is received now; empty when it is.</summary>
    public IReadOnlyList<string> PauseReasons
    {
        get
        {
            lock (gate)
            {
                return [.. pauses];
            }
        }
    }

    /// <summary>The sentence of the last error in receiving; null since it went well.</summary>
    public string? ReceiveError { get; private set; }

    /// <summary>The receive loop: it ends with a stop. If it ends otherwise, with an error, the host must stop.</summary>
    public Task Completion => loop;

    /// <summary>Begins to receive.</summary>
    public void Start()
    {
        if (stopping is not null)
        {
            throw new InvalidOperationException("The processor is running already.");
        }

        held.Close(false);
        ending = null;
        stopping = new CancellationTokenSource();
        keeping = new CancellationTokenSource();
        CancellationToken stop = stopping.Token;
        CancellationToken keep = keeping.Token;
        keeper = Task.Run(() => new LockKeeper(held, options, time, logger).RunAsync(keep), CancellationToken.None);
        loop = Task.Run(() => ReceiveAsync(stop), CancellationToken.None);
    }

    /// <summary>Stops receiving until the same reason is resumed. What waits is handed back uncounted; what runs, runs on.</summary>
    public void Pause(string reason)
    {
        lock (gate)
        {
            if (!pauses.Add(reason))
            {
                return;
            }

            held.Pause();
            receiving.Cancel();
        }

        logger.Paused(reason);
        changed.Raise();
    }

    /// <summary>Takes one reason away; with the last, receiving goes on.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="slowly">With one message at first, then two, four, …, as after an outage.</param>
    public void Resume(string reason, bool slowly = true)
    {
        lock (gate)
        {
            if (!pauses.Remove(reason) || pauses.Count > 0)
            {
                return;
            }

            receiving = new CancellationTokenSource();
            held.Resume(slowly);
        }

        logger.Resumed(reason);
        Dispatch();
    }

    /// <summary>
    /// Receives nothing more, hands back what waits, waits for the handlers up to the grace period, then cancels them and hands their messages
    /// back. Nothing that is handed back is counted as a delivery. Who stops it while it is stopping waits for the same end.
    /// </summary>
    /// <param name="hurry">Ends the grace period early.</param>
    public Task StopAsync(CancellationToken hurry) => stopping is null ? Task.CompletedTask : ending ??= StopOnceAsync(stopping, hurry);

    private async Task StopOnceAsync(CancellationTokenSource running, CancellationToken hurry)
    {
        held.Close(true);
        await running.CancelAsync();
        await loop;
        if (!await DrainedAsync(options.Grace, hurry))
        {
            foreach (HeldMessage one in held.AllRunning())
            {
                one.CancelHandling();
            }

            await DrainedAsync(options.HandBack, CancellationToken.None);
            foreach (HeldMessage one in held.AllRunning().Where(one => one.TryEnd()))
            {
                await settler.HandBackAsync(one.Message);
            }
        }

        await keeping!.CancelAsync();
        await keeper;
        keeping.Dispose();
        running.Dispose();
        stopping = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        receiving.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken stop)
    {
        BackOff errors = new(options.ErrorDelay, LongestErrorDelay);
        while (!stop.IsCancellationRequested)
        {
            CancellationToken pause = ReceivingToken();
            if (pause.IsCancellationRequested)
            {
                Task next = changed.Next;
                if (ReceivingToken() == pause)
                {
                    await WaitAsync(next, Timeout.InfiniteTimeSpan, stop);
                }

                continue;
            }

            await using IMessageReceiver receiver = queue.OpenReceiver(SubQueue.Main, options.Prefetch, held.Limit);
            await ReceiveUntilPausedAsync(receiver, errors, pause, stop);
            await HandBackWaitingAsync();
        }
    }

    /// <summary>Receives until a pause or the stop; then the receiver is closed, so that no broker pushes messages at a worker that wants none.</summary>
    private async Task ReceiveUntilPausedAsync(IMessageReceiver receiver, BackOff errors, CancellationToken pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !pause.IsCancellationRequested)
        {
            Task next = changed.Next;
            int room = held.Room(options.Prefetch);
            if (room == 0)
            {
                await WaitAsync(next, Timeout.InfiniteTimeSpan, stop);
                continue;
            }

            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop, pause);
            try
            {
                IReadOnlyList<IReceivedMessage> messages = await receiver.ReceiveAsync(room, options.ReceiveWait, either.Token);
                ReceiveError = null;
                errors.Reset();
                foreach (IReceivedMessage message in messages)
                {
                    held.Add(new HeldMessage(message, message.LockRemaining));
                }

                Dispatch();
            }
            catch (OperationCanceledException) when (either.IsCancellationRequested)
            {
                // Paused or stopped; nothing was taken.
            }
            catch (Exception error)
            {
                TimeSpan delay = errors.Next();
                ReceiveError = error.Message;
                logger.ReceiveFailed(queue.Name, delay, error.Message);
                await ReportAsync(error, null);
                await WaitAsync(Task.Delay(delay, time, either.Token), Timeout.InfiniteTimeSpan, stop);
            }
        }
    }

    private CancellationToken ReceivingToken()
    {
        lock (gate)
        {
            return receiving.Token;
        }
    }

    private async Task HandBackWaitingAsync()
    {
        foreach (HeldMessage one in held.TakeWaiting())
        {
            one.TryEnd();
            await settler.HandBackAsync(one.Message);
            one.Dispose();
        }
    }

    private void Dispatch()
    {
        while (held.TryStart(time.GetTimestamp()) is { } one)
        {
            _ = Task.Run(() => HandleAsync(one));
        }

        changed.Raise();
    }

    private async Task HandleAsync(HeldMessage one)
    {
        bool wentWell = false;
        try
        {
            if (one.Message.LockRemaining <= TimeSpan.Zero)
            {
                logger.ExpiredBeforeTurn(one.Message.Id);
                return;
            }

            Settlement settlement = await AskHandlerAsync(one);
            if (one.TryEnd() && await settler.SettleAsync(one.Message, settlement) is { } error)
            {
                await ReportAsync(error, one.Message);
            }

            wentWell = settlement is not Settlement.RetryLater;
        }
        finally
        {
            one.TryEnd();
            held.End(one, wentWell);
            one.Dispose();
            Dispatch();
        }
    }

    private async Task<Settlement> AskHandlerAsync(HeldMessage one)
    {
        try
        {
            return await handler(one.Message, one.Handling);
        }
        catch (OperationCanceledException) when (one.Handling.IsCancellationRequested && !one.TookTooLong)
        {
            return new Settlement.RetryLater(TimeSpan.Zero, CountsAttempt: false);
        }
        catch (Exception error)
        {
            TimeSpan delay = BackOff.After(one.Message.DeliveryCount, options.FailureDelay, LongestFailureDelay);
            logger.HandlerFailed(error, one.Message.Id, one.Message.DeliveryCount, delay);
            await ReportAsync(error, one.Message);
            return new Settlement.RetryLater(delay, CountsAttempt: true);
        }
    }

    private async Task ReportAsync(Exception error, IReceivedMessage? message)
    {
        if (onError is null)
        {
            return;
        }

        try
        {
            await onError(error, message);
        }
        catch (Exception failure)
        {
            logger.ErrorHandlerFailed(failure);
        }
    }

    /// <summary>Waits until nothing runs; false when the time is over first.</summary>
    private async Task<bool> DrainedAsync(TimeSpan limit, CancellationToken hurry)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            Task next = changed.Next;
            TimeSpan left = limit - time.GetElapsedTime(start);
            if (held.Running == 0)
            {
                return true;
            }

            if (left <= TimeSpan.Zero || hurry.IsCancellationRequested)
            {
                return false;
            }

            await WaitAsync(next, left, hurry);
        }
    }

    /// <summary>Waits for the task, the time or the token, whichever comes first, without raising.</summary>
    private async Task WaitAsync(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(task, Task.Delay(limit, time, ending.Token));
        await ending.CancelAsync();
    }
}
