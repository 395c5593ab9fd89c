namespace Extraction.Prompts;

/// <summary>How the model is to be run for a prompt.</summary>
/// <param name="Temperature">Sampling temperature, 0 to 2.</param>
/// <param name="MaxTokens">Upper limit of the reply, in tokens.</param>
/// <param name="Seed">Sampling seed, or null.</param>
public sealed record PromptSettings(double Temperature, int MaxTokens, int? Seed);
