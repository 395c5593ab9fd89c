namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>When the windows of a limit begin and end, learned from what the endpoint tells.</summary>
internal static class WindowClock
{
    /// <summary>Longer windows are not known of any provider; a longer gap means that some were missed.</summary>
    private const double Longest = 66;

    /// <summary>Nor shorter ones; a shorter gap is an answer that was long on its way.</summary>
    private const double Shortest = 0.7;

    private const double LeastTolerance = 0.03;

    /// <summary>The part of a window by which an answer can be late; one that is later is of another window.</summary>
    private const double LatestPart = 0.4;

    /// <summary>So many answers running that do not fit mean that the windows are others than was thought.</summary>
    private const double MismatchesThatTell = 4;

    private static readonly double[] Usual = [1, 2, 5, 6, 10, 12, 15, 20, 30, 60];

    /// <summary>Begins the window that the time is in.</summary>
    /// <returns>Whether a new window began.</returns>
    public static bool Roll(ref Window window, double now)
    {
        if (window.End == 0 || now < window.End)
        {
            if (window.End - now > Longest * 2)
            {
                // The clock was set back.
                window = new Window { Configured = window.Configured };
            }

            return false;
        }

        double before = window.Capacity;
        if (window.Length == 0)
        {
            window.Start = window.End = window.Sent = window.Used = 0;
        }
        else
        {
            double missed = Math.Floor((now - window.End) / window.Length);
            window.Start = window.End + (missed * window.Length);
            window.End = window.Start + window.Length;
            window.Sent = missed == 0 ? window.Late : 0;
            window.Used = Math.Max(0, window.Used - ((missed + 1) * before));
        }

        window.Late = window.Refused = window.ToldUsed = 0;
        return true;
    }

    /// <summary>
    /// The endpoint told when the present window ends. What it tells is late by the way of its answer and never early, so an earlier end is always nearer, and
    /// a later one is news only when the window is over.
    /// </summary>
    /// <returns>False where the answer is of the window before, and was on its way when that one ended.</returns>
    public static bool Told(ref Window window, double end, double now) =>
        window.Length > 0 ? ToldOfKnown(ref window, end, now) : ToldOfUnknown(ref window, end, now);

    private static bool ToldOfKnown(ref Window window, double end, double now)
    {
        double tolerance = Math.Max(LeastTolerance, window.Length * 0.03);
        double times = Math.Round((end - window.End - (window.Length * 0.1)) / window.Length);
        double off = end - window.End - (times * window.Length);
        if (off >= -tolerance && off <= window.Length * LatestPart)
        {
            window.Mismatches = 0;
            if (times == 0)
            {
                Tighten(ref window, end);
            }

            return times >= 0;
        }

        if (window.SaysWhatIsLeft == 0 && Divide(ref window, end))
        {
            return true;
        }

        if (++window.Mismatches < MismatchesThatTell)
        {
            return end > window.Start;
        }

        window = new Window { Configured = window.Configured, Said = window.Said, Pace = window.Pace, PacedAt = now };
        return ToldOfUnknown(ref window, end, now);
    }

    private static bool ToldOfUnknown(ref Window window, double end, double now)
    {
        if (window.End > 0)
        {
            window.End = window.ToldEnd = Math.Min(window.End, end);
            return true;
        }

        if (window.ToldEnd > 0 && end - window.ToldEnd < Math.Max(Shortest, (window.ToldEnd - window.FirstTold) * LatestPart))
        {
            return false;
        }

        double gap = end - window.ToldEnd;
        window.TellingBefore = window.ToldEnd;
        window.Length = window.ToldEnd > 0 && gap <= Longest ? Snap(gap) : 0;
        window.ToldEnd = window.End = end;
        window.FirstTold = now;
        window.Start = window.Length > 0 ? end - window.Length : now;
        window.Capacity = window.Refused = 0;
        return true;
    }

    /// <summary>
    /// A refusal tells of an end before the one that was reckoned, a whole part of the window away: the length was found from refusals with windows between them in
    /// which nothing was refused.
    /// </summary>
    private static bool Divide(ref Window window, double end)
    {
        double part = Snap(Math.Min(window.End - end, window.Length - (window.End - end)));
        double parts = window.Length / part;
        if (part < Shortest || parts < 1.5 || Math.Abs(parts - Math.Round(parts)) > 0.05 * parts)
        {
            return false;
        }

        window = new Window
        {
            Configured = window.Configured,
            Said = window.Said,
            Refusals = window.Refusals,
            Length = part,
            End = end,
            ToldEnd = end,
            Start = end - part,
            Sent = window.Sent,
            Used = window.Used,
            Late = window.Late,
        };
        return true;
    }

    private static void Tighten(ref Window window, double end)
    {
        if (end >= window.End)
        {
            return;
        }

        window.End = end;
        window.Start = end - window.Length;
        if (window.TellingBefore > 0 && window.TellingBefore < window.Start + (window.Length / 2) && !Usual.Contains(window.Length))
        {
            // The window in which the length was found: its end is known better now, and the length with it.
            double before = window.Length;
            window.Length = Snap(end - window.TellingBefore);
            window.TellingBefore = before == window.Length ? 0 : window.TellingBefore;
        }
    }

    private static double Snap(double length)
    {
        foreach (double usual in Usual)
        {
            if (Math.Abs(length - usual) <= usual * 0.08)
            {
                return usual;
            }
        }

        return length;
    }
}
