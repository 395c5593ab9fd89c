namespace Extraction.Worker.LanguageModels.Cost;

/// <summary>Section <c>Models:Spending</c>: where spending stops. Amounts are in the currency of the endpoints' prices.</summary>
internal sealed class SpendingOptions
{
    /// <summary>Most that the calls for one document may cost, failed tries and re-asks included; 0 (default) for no limit.</summary>
    public decimal PerDocument { get; set; }

    /// <summary>Most that all workers on the same ledger may spend in a day (UTC); 0 (default) for no limit.</summary>
    public decimal PerDay { get; set; }
}
