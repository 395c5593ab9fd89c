namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>Tells the intake when calls have to wait for the budget, so that it takes no message that cannot be afforded.</summary>
internal sealed class ModelBudget
{
    private volatile bool _spent;

    /// <summary>Told with a sentence when the budget is spent, and with null when it can be spent from again.</summary>
    public event Action<string?>? Changed;

    /// <summary>Whether calls wait for the budget now.</summary>
    public bool IsSpent => _spent;

    internal void Spent(string sentence)
    {
        if (!_spent)
        {
            _spent = true;
            Changed?.Invoke(sentence);
        }
    }

    internal void Free()
    {
        if (_spent)
        {
            _spent = false;
            Changed?.Invoke(null);
        }
    }
}
