using System.Collections.Concurrent;
using Extraction.Contracts;
using Extraction.Worker.LanguageModels.Cost;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>Keeps what was booked.</summary>
internal sealed class KeptBooks : ISpendingBooks
{
    private readonly ConcurrentQueue<SpendingEntry> _entries = new();

    public long Calls => _entries.Sum(entry => (long)entry.Usage.Calls);

    public long FailedCalls => _entries.Sum(entry => (long)entry.FailedCalls);

    public decimal Cost => _entries.Sum(entry => entry.Usage.Cost);

    public Task<decimal> AddAsync(SpendingEntry entry, CancellationToken cancellationToken)
    {
        _entries.Enqueue(entry);
        return Task.FromResult(Cost);
    }

    public Task<decimal> DayAsync(DateOnly day, CancellationToken cancellationToken) => Task.FromResult(Cost);

    public Task<ModelUsage> DocumentAsync(AccountKey account, CancellationToken cancellationToken) => Task.FromResult(ModelUsage.None);
}
