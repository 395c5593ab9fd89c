namespace Extraction.Worker.Ledger;

/// <summary>Spending added up over what <see cref="Name"/> says. Money in thousand-millionths of the currency.</summary>
internal sealed record SpendingTotal
{
    public required string Name { get; init; }

    public long Calls { get; init; }

    /// <summary>Those of the calls that brought no reply that can be used.</summary>
    public long FailedCalls { get; init; }

    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long CachedTokens { get; init; }

    public long CostNanos { get; init; }

    public required string Currency { get; init; }
}
