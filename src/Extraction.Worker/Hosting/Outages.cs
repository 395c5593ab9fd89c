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

    private readonly Lock _gate = new();
    private MessageProcessor? _processor;
    private ITimer? _timer;
    private TimeSpan _last;
    private DateTimeOffset _until;
    private string? _outage;
    private string? _damage;

    /// <summary>What is down or damaged, in one sentence; null while nothing is.</summary>
    public string? Sentence => _damage ?? _outage;

    /// <summary>Names the intake that is to be paused.</summary>
    public void Govern(MessageProcessor intake) => _processor = intake;

    /// <summary>Someone else is down.</summary>
    /// <param name="sentence">Who, and what to do.</param>
    /// <param name="after">How long the other side asks to be left alone; null where it does not say.</param>
    public void Report(string sentence, TimeSpan? after)
    {
        lock (_gate)
        {
            _outage = sentence;
            DateTimeOffset now = time.GetUtcNow();
            if (_timer is not null && now + (after ?? TimeSpan.Zero) <= _until)
            {
                return;
            }

            if (_timer is null)
            {
                _last = _last == TimeSpan.Zero ? Shortest : _last * 2 < Longest ? _last * 2 : Longest;
            }

            TimeSpan wait = after > _last ? after.Value : _last;
            _until = now + wait;
            _timer?.Dispose();
            _processor?.Pause(Reason);
            HandlerLog.Paused(logger, wait.TotalSeconds, sentence);
            _timer = time.CreateTimer(_ => Probe(), null, wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>What the worker keeps is damaged: nothing more is taken until somebody has seen to it and starts the worker again.</summary>
    /// <param name="sentence">What is damaged, and what to do.</param>
    public void ReportDamage(string sentence)
    {
        _damage = sentence;
        HandlerLog.Damaged(logger, sentence);
        _processor?.Pause(Damage);
    }

    /// <summary>A document went all the way through: nothing is down.</summary>
    public void Over()
    {
        if (_outage is null)
        {
            return;
        }

        lock (_gate)
        {
            _outage = null;
            _last = TimeSpan.Zero;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Probe()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            HandlerLog.Resumed(logger);
            _processor?.Resume(Reason);
        }
    }
}
