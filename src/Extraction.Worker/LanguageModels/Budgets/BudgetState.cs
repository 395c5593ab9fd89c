namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>All that is known of an endpoint's limits: numbers alone, so that processes can share it as it lies in memory.</summary>
internal struct BudgetState
{
    public Window Tokens;
    public Window Requests;

    /// <summary>Until when the endpoint asked to be left alone, and when it asked so.</summary>
    public double BlockedUntil;
    public double BlockedAt;

    /// <summary>1 when the endpoint is found to count tokens at the answer instead of on arrival.</summary>
    public double CountsAtAnswer;

    /// <summary>Seconds that a call takes, on the average.</summary>
    public double Latency;

    public BudgetSlots Slots;
}
