namespace Extraction.Worker.LanguageModels;

/// <summary>Tokens of one call.</summary>
/// <param name="Input">Of the prompt, cached ones included.</param>
/// <param name="Output">Of the reply.</param>
/// <param name="Cached">Of the prompt, served by the provider's prefix cache.</param>
internal sealed record TokenUse(long Input, long Output, long Cached)
{
    public static TokenUse None { get; } = new(0, 0, 0);
}
