using Extraction.Contracts;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>Prices of a million tokens.</summary>
internal sealed record PriceTable(decimal Input, decimal Output, decimal Cached, string Currency)
{
    private const decimal Million = 1_000_000m;

    public static PriceTable Free { get; } = new(0, 0, 0, "USD");

    /// <summary>The prices in batches.</summary>
    public PriceTable InBatch(decimal factor) => new(Input * factor, Output * factor, Cached * factor, Currency);

    /// <summary>What one call costs.</summary>
    public ModelUsage Price(TokenUse tokens) => new(
        tokens.Input,
        tokens.Output,
        tokens.Cached,
        1,
        (((tokens.Input - tokens.Cached) * Input) + (tokens.Cached * Cached) + (tokens.Output * Output)) / Million,
        Currency);
}
