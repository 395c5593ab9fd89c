namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>Leaves an endpoint alone that fails, for longer each time, and lets one call at a time try it afterwards. Not safe for threads by itself.</summary>
internal sealed class Circuit(TimeProvider time)
{
    private const int FailuresThatOpen = 3;
    private static readonly TimeSpan FirstOpen = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestOpen = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstOut = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestOut = TimeSpan.FromMinutes(10);

    private int _failures;
    private int _openings;
    private bool _probing;
    private long _since;
    private TimeSpan _length;

    public EndpointHealth Health { get; private set; }

    /// <summary>What the endpoint did last, while it is not well.</summary>
    public ModelCallException? Fault { get; private set; }

    /// <summary>How long until a call may be sent: zero for now, <see cref="Timeout.InfiniteTimeSpan"/> while another call tries it.</summary>
    public TimeSpan Wait
    {
        get
        {
            if (Health == EndpointHealth.Well)
            {
                return TimeSpan.Zero;
            }

            TimeSpan left = _length - time.GetElapsedTime(_since);
            return left > TimeSpan.Zero ? left : _probing ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
        }
    }

    /// <summary>A call is sent.</summary>
    public void Enter() => _probing = Health != EndpointHealth.Well;

    /// <summary>A call ended without telling anything of the endpoint: it was cancelled, for instance.</summary>
    public void Leave() => _probing = false;

    /// <summary>A call was answered, if only with a refusal that shows the endpoint to work.</summary>
    /// <returns>Whether the endpoint was not well before.</returns>
    public bool Answered()
    {
        bool back = Health != EndpointHealth.Well;
        Health = EndpointHealth.Well;
        Fault = null;
        _failures = _openings = 0;
        _probing = false;
        return back;
    }

    /// <summary>A call failed.</summary>
    /// <returns>Whether the circuit opened with this failure.</returns>
    public bool Failed(ModelCallException fault)
    {
        _failures++;
        bool wasWell = Health == EndpointHealth.Well;
        _probing = false;
        Fault = fault;
        if (wasWell && _failures < FailuresThatOpen && fault.RetryAfter is null)
        {
            return false;
        }

        Close(EndpointHealth.Open, FirstOpen, LongestOpen, fault.RetryAfter);
        return wasWell;
    }

    /// <summary>A call showed that somebody has to act.</summary>
    /// <returns>Whether this is news.</returns>
    public bool TakeOut(ModelCallException fault)
    {
        bool news = Health != EndpointHealth.Out || Fault?.Fault != fault.Fault;
        if (Health != EndpointHealth.Out)
        {
            _openings = 0;
        }

        _probing = false;
        Fault = fault;
        Close(EndpointHealth.Out, FirstOut, LongestOut, fault.RetryAfter);
        return news;
    }

    private void Close(EndpointHealth health, TimeSpan first, TimeSpan longest, TimeSpan? asked)
    {
        Health = health;
        TimeSpan wait = first * Math.Pow(2, Math.Min(_openings++, 10));
        wait = wait < longest ? wait : longest;
        _length = asked > wait ? asked.Value : wait;
        _since = time.GetTimestamp();
    }
}
