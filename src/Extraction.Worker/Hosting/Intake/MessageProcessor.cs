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

    private readonly HeldMessages _held = new(options.Concurrency);
    private readonly ChangeSignal _changed = new();
    private readonly Settler _settler = new(options, time, logger);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _pauses = new(StringComparer.Ordinal);
    private CancellationTokenSource _receiving = new();
    private CancellationTokenSource? _stopping;
    private Task? _ending;
    private CancellationTokenSource? _keeping;
    private Task _loop = Task.CompletedTask;
    private Task _keeper = Task.CompletedTask;

    /// <summary>How many messages are handled at once. A lower number takes effect as handlers end.</summary>
    public int Concurrency
    {
        get => _held.Limit;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            lock (_gate)
            {
                _held.Limit = value;
                if (_pauses.Count == 0)
                {
                    // The receiver was opened for another number: the one that waits now is closed, and another opened.
                    _receiving.Cancel();
                    _receiving = new CancellationTokenSource();
                }
            }

            Dispatch();
        }
    }

    /// <summary>How many messages are being handled.</summary>
    public int InFlight => _held.Running;

    /// <summary>Why nothing is received now; empty when it is.</summary>
    public IReadOnlyList<string> PauseReasons
    {
        get
        {
            lock (_gate)
            {
                return [.. _pauses];
            }
        }
    }

    /// <summary>The sentence of the last error in receiving; null since it went well.</summary>
    public string? ReceiveError { get; private set; }

    /// <summary>The receive loop: it ends with a stop. If it ends otherwise, with an error, the host must stop.</summary>
    public Task Completion => _loop;

    /// <summary>Begins to receive.</summary>
    public void Start()
    {
        if (_stopping is not null)
        {
            throw new InvalidOperationException("The processor is running already.");
        }

        _held.Close(false);
        _ending = null;
        _stopping = new CancellationTokenSource();
        _keeping = new CancellationTokenSource();
        CancellationToken stop = _stopping.Token;
        CancellationToken keep = _keeping.Token;
        _keeper = Task.Run(() => new LockKeeper(_held, options, time, logger).RunAsync(keep), CancellationToken.None);
        _loop = Task.Run(() => ReceiveAsync(stop), CancellationToken.None);
    }

    /// <summary>Stops receiving until the same reason is resumed. What waits is handed back uncounted; what runs, runs on.</summary>
    public void Pause(string reason)
    {
        lock (_gate)
        {
            if (!_pauses.Add(reason))
            {
                return;
            }

            _held.Pause();
            _receiving.Cancel();
        }

        logger.Paused(reason);
        _changed.Raise();
    }

    /// <summary>Takes one reason away; with the last, receiving goes on.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="slowly">With one message at first, then two, four, …, as after an outage.</param>
    public void Resume(string reason, bool slowly = true)
    {
        lock (_gate)
        {
            if (!_pauses.Remove(reason) || _pauses.Count > 0)
            {
                return;
            }

            _receiving = new CancellationTokenSource();
            _held.Resume(slowly);
        }

        logger.Resumed(reason);
        Dispatch();
    }

    /// <summary>
    /// Receives nothing more, hands back what waits, waits for the handlers up to the grace period, then cancels them and hands their messages
    /// back. Nothing that is handed back is counted as a delivery. Who stops it while it is stopping waits for the same end.
    /// </summary>
    /// <param name="hurry">Ends the grace period early.</param>
    public Task StopAsync(CancellationToken hurry) => _stopping is null ? Task.CompletedTask : _ending ??= StopOnceAsync(_stopping, hurry);

    private async Task StopOnceAsync(CancellationTokenSource running, CancellationToken hurry)
    {
        _held.Close(true);
        await running.CancelAsync();
        await _loop;
        if (!await DrainedAsync(options.Grace, hurry))
        {
            foreach (HeldMessage one in _held.AllRunning())
            {
                one.CancelHandling();
            }

            await DrainedAsync(options.HandBack, CancellationToken.None);
            foreach (HeldMessage one in _held.AllRunning().Where(one => one.TryEnd()))
            {
                await _settler.HandBackAsync(one.Message);
            }
        }

        await _keeping!.CancelAsync();
        await _keeper;
        _keeping.Dispose();
        running.Dispose();
        _stopping = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _receiving.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken stop)
    {
        BackOff errors = new(options.ErrorDelay, LongestErrorDelay);
        while (!stop.IsCancellationRequested)
        {
            CancellationToken pause = ReceivingToken();
            if (pause.IsCancellationRequested)
            {
                Task next = _changed.Next;
                if (ReceivingToken() == pause)
                {
                    await WaitAsync(next, Timeout.InfiniteTimeSpan, stop);
                }

                continue;
            }

            await using IMessageReceiver receiver = queue.OpenReceiver(SubQueue.Main, options.Prefetch, _held.Limit);
            await ReceiveUntilPausedAsync(receiver, errors, pause, stop);
            await HandBackWaitingAsync();
        }
    }

    /// <summary>Receives until a pause or the stop; then the receiver is closed, so that no broker pushes messages at a worker that wants none.</summary>
    private async Task ReceiveUntilPausedAsync(IMessageReceiver receiver, BackOff errors, CancellationToken pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !pause.IsCancellationRequested)
        {
            Task next = _changed.Next;
            int room = _held.Room(options.Prefetch);
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
                    _held.Add(new HeldMessage(message, message.LockRemaining));
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
        lock (_gate)
        {
            return _receiving.Token;
        }
    }

    private async Task HandBackWaitingAsync()
    {
        foreach (HeldMessage one in _held.TakeWaiting())
        {
            one.TryEnd();
            await _settler.HandBackAsync(one.Message);
            one.Dispose();
        }
    }

    private void Dispatch()
    {
        while (_held.TryStart(time.GetTimestamp()) is { } one)
        {
            _ = Task.Run(() => HandleAsync(one));
        }

        _changed.Raise();
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
            if (one.TryEnd() && await _settler.SettleAsync(one.Message, settlement) is { } error)
            {
                await ReportAsync(error, one.Message);
            }

            wentWell = settlement is not Settlement.RetryLater;
        }
        finally
        {
            one.TryEnd();
            _held.End(one, wentWell);
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
            Task next = _changed.Next;
            TimeSpan left = limit - time.GetElapsedTime(start);
            if (_held.Running == 0)
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
