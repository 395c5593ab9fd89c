namespace ModelServer.Limits;

/// <summary>Counts the calls of one deployment against its limits. What a window was overdrawn by is missing in the next one.</summary>
internal sealed class RateMeter(TimeProvider time, ServerLimits limits)
{
    private readonly Lock gate = new();
    private readonly long origin = time.GetTimestamp();
    private ServerLimits limits = limits;
    private double windowStart;
    private double lastGrant;
    private double tokens;
    private double requests;
    private double granted;
    private double charged;
    private long admitted;
    private long refused;

    /// <summary>May be changed while calls are running.</summary>
    public ServerLimits Limits
    {
        get => limits;
        set
        {
            lock (gate)
            {
                Roll();

                // The window that is running holds what the new limit says; what was granted of it so far is not granted twice.
                double passed = (Now() - windowStart) / value.WindowSeconds;
                double holds = Math.Max(Math.Min(tokens, Capacity(limits.TokensPerMinute)), value.TokensPerMinute * value.WindowSeconds / 60 ?? 0);
                granted += limits.TokensPerMinute is null ? 0 : holds - (passed * Capacity(limits.TokensPerMinute)) - ((1 - passed) * (value.TokensPerMinute * value.WindowSeconds / 60 ?? 0));
                limits = value;
            }
        }
    }

    /// <summary>What was granted and used so far.</summary>
    public MeterReading Read()
    {
        lock (gate)
        {
            Roll();
            return new MeterReading(Now(), granted, charged, admitted, refused);
        }
    }

    /// <summary>Lets a call in, or says how long to wait.</summary>
    /// <param name="most">Tokens of the prompt and of the longest reply that was asked for.</param>
    /// <param name="wait">Until the window ends.</param>
    public bool Admit(double most, out TimeSpan wait)
    {
        lock (gate)
        {
            Roll();
            wait = TimeSpan.FromSeconds(windowStart + limits.WindowSeconds - Now());
            bool fits = limits.Charge == ChargeAt.Admission ? tokens + most <= Capacity(limits.TokensPerMinute) : tokens < Capacity(limits.TokensPerMinute);
            if (!fits || requests + 1 > Capacity(limits.RequestsPerMinute))
            {
                refused++;
                return false;
            }

            admitted++;
            requests++;
            Charge(limits.Charge == ChargeAt.Admission ? most : 0);
            return true;
        }
    }

    /// <summary>A call was answered.</summary>
    public void Complete(double used)
    {
        lock (gate)
        {
            Roll();
            Charge(limits.Charge == ChargeAt.ActualUse ? used : 0);
        }
    }

    /// <summary>The headers of an answer that goes out now.</summary>
    public IEnumerable<(string Name, string Value)> Headers()
    {
        lock (gate)
        {
            Roll();
            return limits.Headers ? [.. Headers("tokens", limits.TokensPerMinute, tokens), .. Headers("requests", limits.RequestsPerMinute, requests)] : [];
        }
    }

    /// <summary>The headers of a refusal.</summary>
    public IEnumerable<(string Name, string Value)> RetryHeaders(TimeSpan wait)
    {
        if (limits.Retry is RetryForm.Both or RetryForm.Milliseconds)
        {
            yield return ("retry-after-ms", FormattableString.Invariant($"{Math.Ceiling(wait.TotalMilliseconds)}"));
        }

        if (limits.Retry is RetryForm.Both or RetryForm.Seconds)
        {
            yield return ("retry-after", FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)}"));
        }

        if (limits.Retry == RetryForm.Date)
        {
            yield return ("retry-after", (time.GetUtcNow() + wait + TimeSpan.FromSeconds(1)).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private (string, string)[] Headers(string what, double? perMinute, double used) => perMinute is not double limit ? [] :
    [
        ($"x-ratelimit-limit-{what}", FormattableString.Invariant($"{Math.Floor(limit)}")),
        ($"x-ratelimit-remaining-{what}", FormattableString.Invariant($"{Math.Max(0, Math.Floor(Capacity(limit) - used))}")),
        ($"x-ratelimit-reset-{what}", FormattableString.Invariant($"{Math.Ceiling((windowStart + limits.WindowSeconds - Now()) * 1000)}ms")),
    ];

    private void Charge(double cost)
    {
        tokens += cost;
        charged += cost;
    }

    private void Roll()
    {
        double now = Now();
        granted += (now - lastGrant) * (limits.TokensPerMinute ?? 0) / 60;
        lastGrant = now;
        while (now >= windowStart + limits.WindowSeconds)
        {
            windowStart += limits.WindowSeconds;
            tokens = limits.Charge == ChargeAt.ActualUse ? Math.Max(0, tokens - Capacity(limits.TokensPerMinute)) : 0;
            requests = 0;
        }
    }

    private double Capacity(double? perMinute) => perMinute is double limit ? limit * limits.WindowSeconds / 60 : double.PositiveInfinity;

    private double Now() => time.GetElapsedTime(origin).TotalSeconds;
}
