namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>What a limit's windows hold, learned from the endpoint's headers, or where there are none from what it refuses.</summary>
internal static class WindowLearning
{
    /// <summary>The weight of one answer in the averages that tell how an endpoint counts.</summary>
    private const double Weight = 0.05;

    /// <summary>After so many calls without refusal, where no header tells what is left, one window tries whether there is more.</summary>
    private const double CallsBeforeTrying = 1000;

    private const double WindowsBeforeTrying = 30;
    private const double WindowsWhileLearning = 2;
    private const double RefusalsToLearn = 5;
    private const double FirstStretch = 0.03;
    private const double Growth = 0.2;

    /// <summary>Figures that differ by less than this part are two readings of one.</summary>
    private const double Near = 0.05;

    /// <summary>What is configured. Another figure than before starts anew.</summary>
    public static void Configure(ref Window window, double perMinute)
    {
        if (window.Configured != perMinute)
        {
            window = new Window { Configured = perMinute };
        }
    }

    /// <summary>A window began: what may be spent in it.</summary>
    /// <param name="window">The new one, with the capacity of the one before.</param>
    /// <param name="spent">The part of the one before that was spent.</param>
    public static void Begin(ref Window window, double spent)
    {
        double nominal = Nominal(window);
        window.Stretch = 0;
        window.Windows++;
        if (window.SaysWhatIsLeft > 0)
        {
            window.Capacity = nominal > 0 ? nominal : window.Capacity;
            return;
        }

        if (nominal > 0 && nominal >= window.Floor * 0.995 && (window.Ceiling == 0 || nominal <= window.Ceiling * 1.005))
        {
            window.Capacity = nominal;
        }
        else if (window.Floor > 0 && window.Ceiling > window.Floor)
        {
            window.Capacity = window.Ceiling - window.Floor > window.Ceiling * 0.01 ? (window.Floor + window.Ceiling) / 2 : window.Floor;
        }
        else
        {
            window.Capacity = Math.Max(window.Capacity, window.Floor);
        }

        if (window.Ceiling == 0 && spent > 0.8)
        {
            // Nothing was refused since the limit is what it is: it may be any higher.
            window.Stretch = Growth;
        }
        else if (window.Unrefused >= CallsBeforeTrying || window.Windows >= (window.Refusals < RefusalsToLearn ? WindowsWhileLearning : WindowsBeforeTrying))
        {
            window.Unrefused = window.Windows = 0;
            window.Ceiling = 0;
            window.Stretch = window.Refusals < RefusalsToLearn ? Growth : FirstStretch;
        }
    }

    /// <summary>An answer's headers.</summary>
    public static void Observe(ref Window window, LimitHeaders said, double now, bool atAnswer)
    {
        if (said.Limit is > 0 and double limit && limit != window.Said)
        {
            window.Said = limit;
            window.Floor = window.Ceiling = 0;
        }

        if (said.Remaining is not double left || said.Reset is not double reset)
        {
            return;
        }

        if (!WindowClock.Told(ref window, now + reset, now))
        {
            return;
        }

        window.SaysWhatIsLeft = 1;
        double nominal = Nominal(window);
        if (nominal > 0 && window.Sent > nominal * 0.25)
        {
            window.MissOnArrival += Weight * ((Math.Abs(left - Math.Max(0, nominal - window.Sent)) / nominal) - window.MissOnArrival);
            window.MissAtAnswer += Weight * ((Math.Abs(left - Math.Max(0, nominal - window.Used)) / nominal) - window.MissAtAnswer);
        }

        if (!atAnswer)
        {
            // Calls that are on their way are in what was sent and not yet in what is left, so the least of a window's answers is the nearest.
            double held = left + window.Sent;
            held = nominal > 0 && held > nominal && held < nominal * 4 ? nominal : held;
            window.Capacity = window.Capacity > 0 && held < nominal * 4 ? Math.Min(window.Capacity, held) : held;
        }
        else if (nominal > 0)
        {
            window.Capacity = nominal;
            window.ToldUsed = Math.Max(window.ToldUsed, nominal - left);
        }
        else
        {
            window.Capacity = left + window.Used;
        }
    }

    /// <summary>It turned out that the endpoint counts otherwise than it was thought to: what was learned in that measure tells nothing.</summary>
    public static void Recount(ref Window window, bool atAnswer)
    {
        double nominal = Nominal(window);
        window.Floor = window.Ceiling = window.Stretch = 0;
        window.Capacity = nominal > 0 ? nominal : atAnswer ? window.UsedAtRefusal : window.SentAtRefusal;
    }

    /// <summary>A call went well that was sent when so much had been spent of the same window.</summary>
    public static void Went(ref Window window, double spentWhenSent)
    {
        window.Unrefused++;
        if (window.Refused == 0 && spentWhenSent > window.Floor)
        {
            window.Floor = spentWhenSent;
            if (window.Ceiling > 0 && window.Floor > window.Ceiling)
            {
                window.Ceiling = 0;
            }
        }
    }

    /// <summary>A call was refused, and is taken out of what was sent.</summary>
    /// <param name="window">The limit that refused it.</param>
    /// <param name="cost">What it would have cost.</param>
    /// <param name="end">When the window ends, if the endpoint said so.</param>
    /// <param name="now">The time.</param>
    /// <param name="atAnswer">Whether the endpoint counts at the answer.</param>
    public static void Refuse(ref Window window, double cost, double? end, double now, bool atAnswer)
    {
        bool first = window.Refused == 0;
        bool known = window.End > now && window.Length > 0;
        if (end is double told && !WindowClock.Told(ref window, told, now))
        {
            return;
        }

        window.Refused = 1;
        window.Unrefused = window.Windows = 0;
        window.Stretch = 0;
        if (!first || window.SaysWhatIsLeft > 0)
        {
            return;
        }

        if (window.Pace > 0 || end is null)
        {
            window.Pace = (window.Pace > 0 ? window.Pace : window.Rate) * 0.9;
            window.PacedAt = now;
        }

        window.Refusals++;
        double spent = window.Spent(atAnswer);
        if (known && atAnswer && Math.Abs(spent - window.Capacity) < window.Capacity * Near)
        {
            // What the window before was overdrawn by is reckoned from the capacity, so one that is too large makes the next reading too small by as much.
            spent = (spent + window.Capacity) / 2;
        }

        if (known)
        {
            Compare(ref window);
            window.Ceiling = spent + (atAnswer ? 0 : cost);
            window.Floor = Math.Min(window.Floor, spent);
        }

        window.Capacity = Math.Max(spent, 1);
        if (atAnswer)
        {
            // What the windows before were overdrawn by, and was not known of, is known now: all of this one is spent.
            window.Used = Math.Max(window.Used, window.Capacity);
        }
    }

    /// <summary>Two refusals tell how the endpoint counts: by that figure which is the same at both, or is what is configured.</summary>
    private static void Compare(ref Window window)
    {
        double nominal = Nominal(window);
        bool fits = nominal > 0 && Math.Min(Math.Abs(window.Sent - nominal), Math.Abs(window.Used - nominal)) < nominal * Near;
        double sent = !fits && window.SentAtRefusal > 0 ? window.SentAtRefusal : nominal;
        double used = !fits && window.UsedAtRefusal > 0 ? window.UsedAtRefusal : nominal;
        if (sent > 0 && used > 0)
        {
            window.MissOnArrival += 0.5 * (Math.Min(1, Math.Abs(window.Sent - sent) / sent) - window.MissOnArrival);
            window.MissAtAnswer += 0.5 * (Math.Min(1, Math.Abs(window.Used - used) / used) - window.MissAtAnswer);
        }

        window.SentAtRefusal = window.Sent;
        window.UsedAtRefusal = window.Used;
    }

    private static double Nominal(in Window window) => window.Length * (window.Said > 0 ? window.Said : window.Configured) / 60;
}
