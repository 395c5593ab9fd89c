namespace Extraction.Worker.LanguageModels;

/// <summary>A call brought no reply.</summary>
/// <param name="fault">The kind.</param>
/// <param name="sentence">What is wrong, where, and what to do; without document content and without keys.</param>
/// <param name="retryAfter">How long the endpoint asks to wait, or null.</param>
/// <param name="inner">What raised it, or null.</param>
internal sealed class ModelCallException(ModelFault fault, string sentence, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(sentence, inner)
{
    public ModelFault Fault { get; } = fault;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Tries that were sent and never answered, the last one included.</summary>
    public int Unanswered { get; set; }
}
