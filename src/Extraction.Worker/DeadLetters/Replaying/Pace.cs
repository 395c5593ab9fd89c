namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>Spreads messages evenly over time.</summary>
/// <param name="rate">Messages a second at most; null for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class Pace(double? rate, TimeProvider time)
{
    private const int Most = 100;

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next;

    /// <summary>How many messages to send at once: what a tenth of a second allows.</summary>
    public int Step => rate is null ? Most : Math.Clamp((int)(rate.Value / 10), 1, Most);

    /// <summary>Waits until so many messages may go.</summary>
    public async Task WaitAsync(int messages, CancellationToken cancellationToken)
    {
        if (rate is null)
        {
            return;
        }

        TimeSpan now = time.GetElapsedTime(_start);
        if (_next > now)
        {
            await Task.Delay(_next - now, time, cancellationToken);
            now = _next;
        }

        _next = now + TimeSpan.FromSeconds(messages / rate.Value);
    }
}
