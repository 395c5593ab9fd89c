using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.LanguageModels.Pool;

namespace Extraction.Worker.Hosting;

/// <summary>While calls wait for the models' budget no further message is taken: none is locked that cannot be afforded.</summary>
internal sealed class BudgetPause(ModelBudget budget) : IDisposable
{
    /// <summary>As it stands among the reasons of a pause.</summary>
    public const string Reason = "budget";

    private MessageProcessor? _processor;

    /// <summary>Names the intake that is to be paused.</summary>
    public void Govern(MessageProcessor intake)
    {
        _processor = intake;
        budget.Changed += Follow;
        if (budget.IsSpent)
        {
            Follow(Reason);
        }
    }

    public void Dispose() => budget.Changed -= Follow;

    private void Follow(string? spent)
    {
        if (spent is null)
        {
            _processor?.Resume(Reason, slowly: false);
        }
        else
        {
            _processor?.Pause(Reason);
        }
    }
}
