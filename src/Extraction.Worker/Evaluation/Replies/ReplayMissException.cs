namespace Extraction.Worker.Evaluation.Replies;

/// <summary>A recording does not hold the reply to a question.</summary>
/// <param name="prompt">The prompt that asks: name and version.</param>
internal sealed class ReplayMissException(string prompt) : Exception($"The recording holds no reply to {prompt}.")
{
    public string Prompt { get; } = prompt;
}
