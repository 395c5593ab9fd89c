namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>Keeps an endpoint's budget, for one process or for all that share it.</summary>
internal interface IBudgetStore : IDisposable
{
    /// <summary>Runs a step on the state while nobody else can.</summary>
    T Use<T>(BudgetStep<T> step);
}

/// <summary>A step on the state. It must be short and must not wait.</summary>
internal delegate T BudgetStep<T>(ref BudgetState state);
