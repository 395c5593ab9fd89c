namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>A budget that this process has to itself.</summary>
internal sealed class OwnBudgetStore : IBudgetStore
{
    private readonly Lock _gate = new();
    private BudgetState _state;

    public T Use<T>(BudgetStep<T> step)
    {
        lock (_gate)
        {
            return step(ref _state);
        }
    }

    public void Dispose()
    {
    }
}
