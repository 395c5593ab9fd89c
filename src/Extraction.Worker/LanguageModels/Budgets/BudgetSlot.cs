namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>One process's part in a shared budget.</summary>
internal struct BudgetSlot
{
    /// <summary>Who; 0 for nobody.</summary>
    public long Owner;

    /// <summary>When it was last heard of; one that fell silent no longer counts.</summary>
    public double Seen;

    /// <summary>Tokens that its unanswered calls are expected to use.</summary>
    public double UnderWay;
}
