namespace ModelServer.Limits;

/// <summary>Counts the calls of one deployment against its limits. What a window was overdrawn by is missing in the next one.</summary>
internal sealed class RateMeter(TimeProvider time, ServerLimits limits)
{
    private readonly Lock _gate = new();
    private readonly long _origin = time.GetTimestamp();
    private ServerLimits _limits = limits;
    private double _windowStart;
    private double _lastGrant;
    private double _tokens;
    private double _requests;
    private double _granted;
    private double _charged;
    private long _admitted;
    private long _refused;

    /// <summary>May be changed while calls are running.</summary>
    public ServerLimits Limits
    {
        get => _limits;
        set
        {
            lock (_gate)
            {
                Roll();

                // The window that is running holds what the new limit says; what was granted of it so far is not granted twice.
                double passed = (Now() - _windowStart) / value.WindowSeconds;
                double holds = Math.Max(Math.Min(_tokens, Capacity(_limits.TokensPerMinute)), value.TokensPerMinute * value.WindowSeconds / 60 ?? 0);
                _granted += _limits.TokensPerMinute is null ? 0 : holds - (passed * Capacity(_limits.TokensPerMinute)) - ((1 - passed) * (value.TokensPerMinute * value.WindowSeconds / 60 ?? 0));
                _limits = value;
            }
        }
    }

    /// <summary>What was granted and used so far.</summary>
    public MeterReading Read()
    {
        lock (_gate)
        {
            Roll();
            return new MeterReading(Now(), _granted, _charged, _admitted, _refused);
        }
    }

    /// <summary>Lets a call in, or says how long to wait.</summary>
    /// <param name="most">Tokens of the prompt and of the longest reply that was asked for.</param>
    /// <param name="wait">Until the window ends.</param>
    public bool Admit(double most, out TimeSpan wait)
    {
        lock (_gate)
        {
            Roll();
            wait = TimeSpan.FromSeconds(_windowStart + _limits.WindowSeconds - Now());
            bool fits = _limits.Charge == ChargeAt.Admission ? _tokens + most <= Capacity(_limits.TokensPerMinute) : _tokens < Capacity(_limits.TokensPerMinute);
            if (!fits || _requests + 1 > Capacity(_limits.RequestsPerMinute))
            {
                _refused++;
                return false;
            }

            _admitted++;
            _requests++;
            Charge(_limits.Charge == ChargeAt.Admission ? most : 0);
            return true;
        }
    }

    /// <summary>A call was answered.</summary>
    public void Complete(double used)
    {
        lock (_gate)
        {
            Roll();
            Charge(_limits.Charge == ChargeAt.ActualUse ? used : 0);
        }
    }

    /// <summary>The headers of an answer that goes out now.</summary>
    public IEnumerable<(string Name, string Value)> Headers()
    {
        lock (_gate)
        {
            Roll();
            return _limits.Headers ? [.. Headers("tokens", _limits.TokensPerMinute, _tokens), .. Headers("requests", _limits.RequestsPerMinute, _requests)] : [];
        }
    }

    /// <summary>The headers of a refusal.</summary>
    public IEnumerable<(string Name, string Value)> RetryHeaders(TimeSpan wait)
    {
        if (_limits.Retry is RetryForm.Both or RetryForm.Milliseconds)
        {
            yield return ("retry-after-ms", FormattableString.Invariant($"{Math.Ceiling(wait.TotalMilliseconds)}"));
        }

        if (_limits.Retry is RetryForm.Both or RetryForm.Seconds)
        {
            yield return ("retry-after", FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)}"));
        }

        if (_limits.Retry == RetryForm.Date)
        {
            yield return ("retry-after", (time.GetUtcNow() + wait + TimeSpan.FromSeconds(1)).ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private (string, string)[] Headers(string what, double? perMinute, double used) => perMinute is not double limit ? [] :
    [
        ($"x-ratelimit-limit-{what}", FormattableString.Invariant($"{Math.Floor(limit)}")),
        ($"x-ratelimit-remaining-{what}", FormattableString.Invariant($"{Math.Max(0, Math.Floor(Capacity(limit) - used))}")),
        ($"x-ratelimit-reset-{what}", FormattableString.Invariant($"{Math.Ceiling((_windowStart + _limits.WindowSeconds - Now()) * 1000)}ms")),
    ];

    private void Charge(double cost)
    {
        _tokens += cost;
        _charged += cost;
    }

    private void Roll()
    {
        double now = Now();
        _granted += (now - _lastGrant) * (_limits.TokensPerMinute ?? 0) / 60;
        _lastGrant = now;
        while (now >= _windowStart + _limits.WindowSeconds)
        {
            _windowStart += _limits.WindowSeconds;
            _tokens = _limits.Charge == ChargeAt.ActualUse ? Math.Max(0, _tokens - Capacity(_limits.TokensPerMinute)) : 0;
            _requests = 0;
        }
    }

    private double Capacity(double? perMinute) => perMinute is double limit ? limit * _limits.WindowSeconds / 60 : double.PositiveInfinity;

    private double Now() => time.GetElapsedTime(_origin).TotalSeconds;
}
