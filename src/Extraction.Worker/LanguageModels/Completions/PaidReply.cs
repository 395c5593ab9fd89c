using Extraction.Contracts;

namespace Extraction.Worker.LanguageModels.Completions;

/// <summary>A reply that was paid for.</summary>
/// <param name="Model">The model that gave it.</param>
/// <param name="Text">The reply as it was sent: a later reader may read it better.</param>
/// <param name="Usage">What it took, re-asks included.</param>
internal sealed record PaidReply(string Model, string Text, ModelUsage Usage);
