namespace Extraction.Prompts;

/// <summary>A prompt with its variables filled in, ready for a model.</summary>
/// <param name="Prompt">The prompt that it was rendered from.</param>
/// <param name="System">The system message. It depends on the prompt alone, so that a provider's prefix cache can serve it.</param>
/// <param name="User">The user message, the fenced data last.</param>
public sealed record RenderedPrompt(PromptFile Prompt, string System, string User);
