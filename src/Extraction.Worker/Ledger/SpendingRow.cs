namespace Extraction.Worker.Ledger;

/// <summary>What model calls took: a day, a document under a recipe, a prompt version and a model. Money in thousand-millionths of the currency.</summary>
internal sealed record SpendingRow(
    string Day,
    string DocumentSha256,
    string Recipe,
    string DocumentId,
    string Prompt,
    string PromptVersion,
    string Model,
    long Calls,
    long FailedCalls,
    long InputTokens,
    long OutputTokens,
    long CachedTokens,
    long CostNanos,
    string Currency);
