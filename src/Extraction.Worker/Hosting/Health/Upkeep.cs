using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Extraction.Worker.Publishing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Hosting.Health;

/// <summary>What a worker does beside the documents: it writes into the ledger how it is, and sends events whose sender has died.</summary>
internal sealed class Upkeep(
    WorkerHealth health,
    ILedger ledger,
    OutboxPublisher publisher,
    AttemptBook attempts,
    TimeProvider time,
    IOptions<HealthOptions> options,
    ILogger<Upkeep> logger) : IAsyncDisposable
{
    /// <summary>How soon a change of state is noticed.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan DrainInterval = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _ending = new();
    private Task _work = Task.CompletedTask;

    public void Start() => _work = Task.Run(() => RunAsync(_ending.Token));

    /// <summary>Ends it, and takes the worker off the list.</summary>
    public async Task StopAsync()
    {
        if (_ending.IsCancellationRequested)
        {
            return;
        }

        await _ending.CancelAsync();
        await _work;
        await TryAsync(() => ledger.ForgetWorkerAsync(health.Look().Worker, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work;
        _ending.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        WorkerReport? written = null;
        long reported = 0;
        long drained = time.GetTimestamp();
        using PeriodicTimer timer = new(Glance < options.Value.Interval ? Glance : options.Value.Interval, time);
        try
        {
            do
            {
                WorkerReport now = health.Look();
                bool changed = written is null || (now.State, now.Sentence) != (written.State, written.Sentence);
                if (changed || time.GetElapsedTime(reported) >= options.Value.Interval)
                {
                    reported = time.GetTimestamp();
                    await TryAsync(async () =>
                    {
                        await ledger.ReportWorkerAsync(now, stop);
                        written = now;
                        await attempts.WriteEndsAsync(stop);
                    });
                }

                if (time.GetElapsedTime(drained) >= DrainInterval && now.State == WorkerHealth.Working)
                {
                    drained = time.GetTimestamp();
                    await TryAsync(() => publisher.DrainAsync(stop));
                }
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops.
        }
    }

    /// <summary>What is away now is tried again at the next turn; the documents' own way tells loudly of it.</summary>
    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception away) when (away is LedgerUnavailableException or MessagingException)
        {
            HandlerLog.UpkeepFailed(logger, away.Message);
        }
    }
}
