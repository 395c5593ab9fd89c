using System.Globalization;
using Extraction.Contracts;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.Ledger;

namespace Extraction.Worker.Pipeline;

/// <summary>Writes spending down in the ledger, where all workers see it.</summary>
internal sealed class LedgerBooks(ILedger ledger) : ISpendingBooks
{
    private const decimal Nano = 1_000_000_000m;

    private readonly LedgerReady _ready = new(ledger);

    public async Task<decimal> AddAsync(SpendingEntry entry, CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken);
        ModelUsage usage = entry.Usage;
        long day = await ledger.AddSpendingAsync(
            new SpendingRow(
                Day(entry.Day),
                entry.Account?.DocumentSha256 ?? string.Empty,
                entry.Account?.Recipe ?? string.Empty,
                entry.Account?.DocumentId ?? string.Empty,
                entry.Prompt,
                entry.PromptVersion,
                entry.Model,
                usage.Calls,
                entry.FailedCalls,
                usage.InputTokens,
                usage.OutputTokens,
                usage.CachedTokens,
                (long)(usage.Cost * Nano),
                usage.Currency),
            cancellationToken);
        return day / Nano;
    }

    public async Task<decimal> DayAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken);
        return await ledger.SpentOnDayAsync(Day(day), cancellationToken) / Nano;
    }

    public async Task<ModelUsage> DocumentAsync(AccountKey account, CancellationToken cancellationToken)
    {
        await _ready.WaitAsync(cancellationToken);
        SpendingTotal? total = await ledger.SpentOnDocumentAsync(new ResultKey(account.DocumentSha256, account.Recipe), cancellationToken);
        return total is null
            ? ModelUsage.None
            : new ModelUsage(total.InputTokens, total.OutputTokens, total.CachedTokens, (int)total.Calls, total.CostNanos / Nano, total.Currency);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
