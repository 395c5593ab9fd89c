using Extraction.Contracts;

namespace Extraction.Worker.LanguageModels.Cost;

/// <summary>What calls took, for the books.</summary>
/// <param name="Day">The day in UTC.</param>
/// <param name="Account">The document; null for calls that belong to none.</param>
/// <param name="Prompt">The prompt's name.</param>
/// <param name="PromptVersion">Its version.</param>
/// <param name="Model">The model.</param>
/// <param name="Usage">Tokens, calls and money.</param>
/// <param name="FailedCalls">Those of the calls that brought no reply that can be used.</param>
internal sealed record SpendingEntry(DateOnly Day, AccountKey? Account, string Prompt, string PromptVersion, string Model, ModelUsage Usage, int FailedCalls);
