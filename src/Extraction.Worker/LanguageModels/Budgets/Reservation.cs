namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>What was set aside for a call.</summary>
/// <param name="Cost">What it is thought to cost.</param>
/// <param name="At">When, in seconds on the budget's clock.</param>
/// <param name="WindowStart">The window that it was sent in.</param>
/// <param name="Spent">What had been spent of that window, the call included where it is counted on arrival.</param>
internal readonly record struct Reservation(CallCost Cost, double At, double WindowStart, double Spent);
