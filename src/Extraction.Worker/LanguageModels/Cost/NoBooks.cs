using Extraction.Contracts;

namespace Extraction.Worker.LanguageModels.Cost;

/// <summary>Remembers a day's spending in this process only.</summary>
internal sealed class NoBooks : ISpendingBooks
{
    private readonly Lock _lock = new();
    private DateOnly _day;
    private decimal _spent;

    public Task<decimal> AddAsync(SpendingEntry entry, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            (_day, _spent) = (entry.Day, (_day == entry.Day ? _spent : 0) + entry.Usage.Cost);
            return Task.FromResult(_spent);
        }
    }

    public Task<decimal> DayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_day == day ? _spent : 0);
        }
    }

    public Task<ModelUsage> DocumentAsync(AccountKey account, CancellationToken cancellationToken) => Task.FromResult(ModelUsage.None);
}
