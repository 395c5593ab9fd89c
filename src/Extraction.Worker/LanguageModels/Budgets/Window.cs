namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>
/// What is known of one limit of an endpoint, requests or tokens: how long its windows are, when the present one ends, how much it holds, and what was spent
/// of it. All times are seconds on the budget's clock; 0 stands for not known. It holds numbers alone, so that processes can share it as it lies in memory.
/// </summary>
internal struct Window
{
    /// <summary>By the minute, as configured.</summary>
    public double Configured;

    /// <summary>As the endpoint's headers say.</summary>
    public double Said;

    public double Start;
    public double End;
    public double Length;

    /// <summary>What the window holds.</summary>
    public double Capacity;

    /// <summary>What was sent in it, at the most that each call can cost.</summary>
    public double Sent;

    /// <summary>What the calls used that were answered in it, and what the window before was overdrawn by.</summary>
    public double Used;

    /// <summary>What the endpoint itself said was used of this window, the most of its answers; 0 where it has not said.</summary>
    public double ToldUsed;

    /// <summary>What was sent so shortly before its end that the endpoint may count it in the next one.</summary>
    public double Late;

    /// <summary>How far the endpoint's figures are from what counting on arrival, and counting at the answer, make one expect.</summary>
    public double MissOnArrival;
    public double MissAtAnswer;

    /// <summary>Below this no window was ever refused; above the other one was.</summary>
    public double Floor;
    public double Ceiling;

    /// <summary>Whether the endpoint's headers keep the figures true, so that nothing has to be tried out.</summary>
    public double SaysWhatIsLeft;

    /// <summary>The last end that the endpoint told of, and not one that was reckoned from it.</summary>
    public double ToldEnd;

    /// <summary>The end before that one, and when the endpoint first told of the present window.</summary>
    public double TellingBefore;
    public double FirstTold;

    /// <summary>Answers running whose end fits no window.</summary>
    public double Mismatches;

    /// <summary>Windows in which something was refused, since the limit was first heard of.</summary>
    public double Refusals;

    /// <summary>1 after a refusal in this window.</summary>
    public double Refused;

    /// <summary>What had been sent and used at the last refusal.</summary>
    public double SentAtRefusal;
    public double UsedAtRefusal;

    /// <summary>Calls that went well, and windows that ended, since the last refusal, and by what part this window tries for more.</summary>
    public double Unrefused;
    public double Windows;
    public double Stretch;

    /// <summary>Where no window is known: how much a second, growing while nothing is refused; since when; and when the next call is due.</summary>
    public double Pace;
    public double PacedAt;
    public double NextDue;

    /// <summary>What was sent a second lately.</summary>
    public double Rate;
    public double RatedAt;

    /// <summary>What was spent of the present window.</summary>
    public readonly double Spent(bool atAnswer) => !atAnswer ? Sent : ToldUsed > 0 ? ToldUsed : Used;

    /// <summary>Whether something that was sent in the window which began then was sent in this one.</summary>
    public readonly bool IsPresent(double start) => Length == 0 || Math.Abs(start - Start) < Length / 2;
}
