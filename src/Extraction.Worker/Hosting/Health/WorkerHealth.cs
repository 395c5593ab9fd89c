using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Ledger;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Hosting.Health;

/// <summary>How this worker is: what it does now, and if nothing, why.</summary>
internal sealed class WorkerHealth(Outages outages, TimeProvider time, IOptions<WorkerOptions> options)
{
    public const string Starting = "starting";
    public const string Working = "working";
    public const string Paused = "paused";
    public const string Stopping = "stopping";

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private MessageProcessor? _intake;
    private bool _stopping;
    private long _finished;
    private long _deadLettered;

    /// <summary>Names the intake that is told of.</summary>
    public void Watch(MessageProcessor processor) => _intake = processor;

    /// <summary>The worker is on its way out.</summary>
    public void Stop() => _stopping = true;

    /// <summary>Counts a message that is finished.</summary>
    public void Count(FinishedDocument document)
    {
        _ = document.Rejected is null ? Interlocked.Increment(ref _finished) : Interlocked.Increment(ref _deadLettered);
    }

    /// <summary>How it is now.</summary>
    public WorkerReport Look()
    {
        (string state, string? sentence) = State();
        return new WorkerReport(
            options.Value.Name,
            _startedAt.ToUnixTimeMilliseconds(),
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            state,
            sentence,
            _intake?.InFlight ?? 0,
            Interlocked.Read(ref _finished),
            Interlocked.Read(ref _deadLettered));
    }

    private (string State, string? Sentence) State()
    {
        if (_stopping)
        {
            return (Stopping, null);
        }

        if (_intake is null)
        {
            return (Starting, null);
        }

        return _intake.PauseReasons is { Count: > 0 } reasons ? (Paused, outages.Sentence ?? $"The intake waits for: {string.Join(", ", reasons)}.")
            : _intake.ReceiveError is { } error ? (Paused, error)
            : (Working, null);
    }
}
