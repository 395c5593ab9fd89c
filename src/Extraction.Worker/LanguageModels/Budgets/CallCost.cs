namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>What a call is thought to cost, before it is made.</summary>
/// <param name="Most">Tokens of the prompt and of the longest reply that is asked for: what an endpoint charges that counts on arrival.</param>
/// <param name="Expected">Tokens of the prompt and of the reply that this prompt had before: what an endpoint charges that counts when it has answered.</param>
internal readonly record struct CallCost(double Most, double Expected);
