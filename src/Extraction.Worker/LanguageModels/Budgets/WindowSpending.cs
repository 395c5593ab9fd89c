namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>Whether a call can be afforded now, and when else.</summary>
internal static class WindowSpending
{
    /// <summary>A window is spent evenly over this part of it; the rest is there to catch up.</summary>
    private const double SpendingPart = 0.85;

    /// <summary>What may be spent at once when a window begins.</summary>
    private const double AtOnce = 0.05;

    /// <summary>How much more may be under way than the average of the time that calls take, so that no window is left unspent.</summary>
    private const double Pressure = 1.25;

    /// <summary>Seconds that an answer may be on its way.</summary>
    private const double Transit = 0.03;

    /// <summary>
    /// So much of the time that calls take before a window is spent nothing more is sent: the calls under way spend the rest, and none is refused because
    /// an answer was on its way that had spent it.
    /// </summary>
    private const double StopPart = 0.25;

    private const double LongestStop = 0.5;

    /// <summary>How soon to look again when only another call's end can make room.</summary>
    private const double LookAgain = 0.005;

    /// <summary>How much faster the pace becomes in a second without refusal, where no window is known.</summary>
    private const double PaceGrowth = 1.03;

    /// <summary>Seconds of a pace that may be caught up at once.</summary>
    private const double PaceSlack = 0.1;

    /// <summary>For an endpoint that counts on arrival.</summary>
    /// <returns>Seconds to wait; 0 when the call can be sent.</returns>
    public static double WaitOnArrival(ref Window window, double now, double cost)
    {
        if (window.End == 0)
        {
            return PaceWait(ref window, now);
        }

        double capacity = Capacity(window);
        double sent = window.Sent + cost;
        if (window.Sent == 0 || sent <= capacity * Share(window, now))
        {
            return 0;
        }

        return sent > capacity
            ? window.End - now
            : Math.Max(LookAgain, Math.Min(window.End, window.Start + (((sent / capacity) - AtOnce) * SpendingPart * window.Length)) - now);
    }

    /// <summary>For an endpoint that counts when it has answered.</summary>
    /// <param name="window">The limit.</param>
    /// <param name="now">The time.</param>
    /// <param name="cost">What the call is expected to use.</param>
    /// <param name="underWay">What the calls under way are expected to use.</param>
    /// <param name="latency">Seconds that a call takes.</param>
    public static double WaitAtAnswer(ref Window window, double now, double cost, double underWay, double latency)
    {
        if (window.End == 0)
        {
            return PaceWait(ref window, now);
        }

        double capacity = Capacity(window);
        double rate = window.Length > 0 ? capacity / window.Length : 0;
        double margin = Math.Min(capacity * 0.1, (rate * Math.Clamp(latency * StopPart, Transit, LongestStop)) + (cost / 2));
        double used = window.Spent(atAnswer: true);
        if (used > 0 && used >= capacity - margin)
        {
            return window.End - now;
        }

        double room = Math.Max((capacity * Share(window, now)) - used, Pressure * rate * latency);
        return underWay <= 0 || underWay + cost <= room ? 0 : LookAgain;
    }

    /// <summary>Notes a call that is sent.</summary>
    public static void Send(ref Window window, double now, double cost)
    {
        window.Sent += cost;
        if (window.End > 0 && window.End - now < Math.Min(Transit, window.Length * 0.02))
        {
            window.Late += cost;
        }

        double since = Math.Clamp(now - window.RatedAt, 0, 60);
        window.Rate = (window.Rate * Math.Exp(-since / 5)) + (cost / 5);
        window.RatedAt = now;
        if (window.Pace > 0 && window.End == 0)
        {
            window.NextDue = Math.Max(window.NextDue, now - PaceSlack) + (cost / window.Pace);
        }
    }

    private static double Capacity(in Window window) => window.Capacity > 0 ? window.Capacity * (1 + window.Stretch) : double.PositiveInfinity;

    private static double Share(in Window window, double now) =>
        window.Length > 0 ? Math.Min(1, AtOnce + ((now - window.Start) / (SpendingPart * window.Length))) : 1;

    private static double PaceWait(ref Window window, double now)
    {
        double granted = window.Said > 0 ? window.Said : window.Configured;
        if (window.Pace == 0 && granted > 0)
        {
            window.Pace = granted / 60;
            window.PacedAt = now;
        }

        if (window.Pace == 0)
        {
            return 0;
        }

        double since = Math.Clamp(now - window.PacedAt, 0, 10);
        window.Pace *= Math.Pow(PaceGrowth, since);
        window.PacedAt = now;
        return Math.Max(0, window.NextDue - now);
    }
}
