namespace Extraction.Worker.Ledger;

/// <summary>Spending added up over what <paramref name="Name"/> says. Money in thousand-millionths of the currency.</summary>
internal sealed record SpendingTotal(string Name, long Calls, long InputTokens, long OutputTokens, long CachedTokens, long CostNanos, string Currency);
