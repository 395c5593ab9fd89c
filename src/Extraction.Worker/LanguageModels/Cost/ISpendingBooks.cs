using Extraction.Contracts;

namespace Extraction.Worker.LanguageModels.Cost;

/// <summary>Where spending is written down, for all workers together.</summary>
internal interface ISpendingBooks
{
    /// <summary>Writes down what calls took; returns what the day has cost so far, in all workers.</summary>
    Task<decimal> AddAsync(SpendingEntry entry, CancellationToken cancellationToken);

    /// <summary>What a day has cost so far.</summary>
    Task<decimal> DayAsync(DateOnly day, CancellationToken cancellationToken);

    /// <summary>What a document took in earlier attempts under the same recipe.</summary>
    Task<ModelUsage> DocumentAsync(AccountKey account, CancellationToken cancellationToken);
}
