namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>
/// How many calls may be under way at an endpoint: it begins with a few, doubles while the calls stay quick, and shrinks when they become slow or fail. What is
/// compared is the time for each token of the reply, so that long replies do not look like a slow endpoint. Not safe for threads by itself.
/// </summary>
internal sealed class ConcurrencyLimit(int most)
{
    private const double First = 4;
    private const double Slow = 3;
    private const double Weight = 0.1;

    /// <summary>A call's time is compared as if its reply were so many tokens longer: the time before the first token.</summary>
    private const double Overhead = 100;

    private double _limit = Math.Min(First, most);
    private bool _doubles = true;
    private double _usual;
    private double _lately;
    private int _sinceShrunk;

    public int Limit => Math.Max(1, (int)_limit);

    public int Running { get; private set; }

    public bool HasRoom => Running < Limit;

    public void Enter() => Running++;

    /// <summary>A call ended without telling anything of the endpoint.</summary>
    public void Leave() => Running--;

    /// <summary>A call was answered.</summary>
    /// <param name="seconds">What it took.</param>
    /// <param name="replyTokens">How long the reply is.</param>
    public void Answered(double seconds, long replyTokens)
    {
        bool full = Running >= Limit * 0.8;
        Running--;
        double pace = seconds / (Overhead + replyTokens);
        _lately = _lately == 0 ? pace : _lately + (Weight * (pace - _lately));
        _usual = _usual == 0 ? _lately : Math.Min(_usual * 1.001, _lately);
        _sinceShrunk++;
        if (_lately > _usual * Slow && _limit > First)
        {
            _doubles = false;
            Shrink(0.9);
        }
        else if (full)
        {
            _limit = Math.Min(most, _limit + (_doubles ? 1 : 1 / _limit));
        }
    }

    /// <summary>A call failed.</summary>
    public void Failed()
    {
        Running--;
        _doubles = false;
        Shrink(0.5);
    }

    /// <summary>The endpoint is back after an outage: begin with one.</summary>
    public void Restart()
    {
        _limit = 1;
        _doubles = true;
    }

    /// <summary>Calls that were sent before the last shrinking tell nothing new.</summary>
    private void Shrink(double factor)
    {
        if (_sinceShrunk >= Running)
        {
            _limit = Math.Max(1, _limit * factor);
            _sinceShrunk = 0;
        }
    }
}
