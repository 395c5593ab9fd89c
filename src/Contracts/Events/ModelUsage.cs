namespace Extraction.Contracts;

/// <summary>What the model calls for one document took, failed ones and re-asks included.</summary>
/// <param name="InputTokens">Prompt tokens, cached ones included.</param>
/// <param name="OutputTokens">Reply tokens.</param>
/// <param name="CachedTokens">Prompt tokens that the provider's prefix cache served.</param>
/// <param name="Calls">Calls that reached a model.</param>
/// <param name="Cost">Money by the configured price table.</param>
/// <param name="Currency">ISO 4217 code of the price table.</param>
public sealed record ModelUsage(long InputTokens, long OutputTokens, long CachedTokens, int Calls, decimal Cost, string Currency)
{
    /// <summary>Nothing used.</summary>
    public static ModelUsage None { get; } = new(0, 0, 0, 0, 0m, "USD");

    /// <summary>The sum; both sides are priced in the same currency.</summary>
    public static ModelUsage operator +(ModelUsage left, ModelUsage right) => new(
        left.InputTokens + right.InputTokens,
        left.OutputTokens + right.OutputTokens,
        left.CachedTokens + right.CachedTokens,
        left.Calls + right.Calls,
        left.Cost + right.Cost,
        right.Calls > 0 ? right.Currency : left.Currency);
}
