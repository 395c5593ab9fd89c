using ModelServer.Limits;

namespace Extraction.Benchmarks.Budgets;

/// <summary>One line of the table.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Charge">When the server counts.</param>
/// <param name="Window">Seconds of its windows.</param>
internal sealed record BudgetCase(string Name, ChargeAt Charge, double Window)
{
    /// <summary>Whether the worker is told the limit in its configuration.</summary>
    public bool Configured { get; init; } = true;

    /// <summary>Whether answers carry <c>x-ratelimit-*</c>.</summary>
    public bool Headers { get; init; } = true;

    /// <summary>Whether the limit is halved in the middle of what is measured.</summary>
    public bool Halves { get; init; }

    public int Processes { get; init; } = 1;

    /// <summary>How much faster than real the clocks run.</summary>
    public double Speed => Window switch { 1 => 3, 10 => 12, _ => 30 };

    /// <summary>Tokens by the minute: some 50, 100 and 240 calls a window.</summary>
    public double TokensPerMinute => Window switch { 1 => 2_100_000, 10 => 420_000, _ => 168_000 };

    /// <summary>Windows in which nothing is counted yet.</summary>
    public int Learning => (Window switch { 1 => 10, 10 => 5, _ => 3 }) * (Configured && Headers ? 1 : 2);

    public int Measured => Window switch { 1 => 30, 10 => 14, _ => 6 };
}
