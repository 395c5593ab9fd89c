using System.Runtime.CompilerServices;

namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>What each process that shares a budget has under way.</summary>
[InlineArray(Count)]
internal struct BudgetSlots
{
    public const int Count = 32;

    private BudgetSlot _first;
}
