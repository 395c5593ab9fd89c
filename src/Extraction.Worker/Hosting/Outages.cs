using Extraction.Worker.Hosting.Intake;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Hosting;

/// <summary>
/// Keeps the intake paused while someone else is down. Each pause is as long as the other side asks for, or twice the last one up to half a minute; then a
/// single message is taken as a probe (the processor's slow start).
/// </summary>
internal sealed class Outages(TimeProvider time, ILogger<Outages> logger) : IDisposable
{
    private const string Reason = "outage";
    private const string Damage = "damage";
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private MessageProcessor? processor;
    private ITimer? timer;
    private TimeSpan last;
    private DateTimeOffset until;
    private string? outage;
    private string? damage;

    /// <summary>What is down or damaged, in one sentence; null while nothing is.</summary>
    public string? Sentence => damage ?? outage;

    /// <summary>Names the intake that is to be paused.</summary>
    public void Govern(MessageProcessor intake) => processor = intake;

    /// <summary>Someone else is down.</summary>
    /// <param name="sentence">Who, and what to do.</param>
    /// <param name="after">How long the other side asks to be left alone; null where it does not say.</param>
    public void Report(string sentence, TimeSpan? after)
    {
        lock (gate)
        {
            outage = sentence;
            DateTimeOffset now = time.GetUtcNow();
            if (timer is not null && now + (after ?? TimeSpan.Zero) <= until)
            {
                return;
            }

            if (timer is null)
            {
                last = last == TimeSpan.Zero ? Shortest : last * 2 < Longest ? last * 2 : Longest;
            }

            TimeSpan wait = after > last ? after.Value : last;
            until = now + wait;
            timer?.Dispose();
            processor?.Pause(Reason);
            HandlerLog.Paused(logger, wait.TotalSeconds, sentence);
            timer = time.CreateTimer(_ => Probe(), null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>What the worker keeps is damaged: nothing more is taken until somebody has seen to it and starts the worker again.</summary>
    /// <param name="sentence">What is damaged, and what to do.</param>
    public void ReportDamage(string sentence)
    {
        damage = sentence;
        HandlerLog.Damaged(logger, sentence);
        processor?.Pause(Damage);
    }

    /// <summary>A document went all the way through: nothing is down.</summary>
    public void Over()
    {
        if (outage is null)
        {
            return;
        }

        lock (gate)
        {
            outage = null;
            last = TimeSpan.Zero;
        }
    }

    public void Dispose() => timer?.Dispose();

    private void Probe()
    {
        lock (gate)
        {
            timer?.Dispose();
            timer = null;
            HandlerLog.Resumed(logger);
            processor?.Resume(Reason);
        }
    }
}
