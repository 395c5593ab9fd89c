using System.Collections.Concurrent;
using System.Globalization;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels.Configuration;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.LanguageModels.Cost;

/// <summary>Lets a call pass while there is money for it, and writes down what it took.</summary>
internal sealed class SpendingGuard(ISpendingBooks books, ModelBackend backend, IOptions<ModelsOptions> options, TimeProvider time)
{
    /// <summary>How often the books are looked into for what other workers spend.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of UTF-8 a token has, at the least: an estimate that errs on the dear side.</summary>
    private const int BytesPerToken = 3;

    private readonly SpendingOptions _options = options.Value.Spending;
    private readonly ConcurrentDictionary<string, decimal> _replyCost = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private DateOnly _day;
    private DateTimeOffset _looked;
    private decimal _spentToday;
    private decimal _reservedToday;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Sets money aside for a call.</summary>
    /// <returns>How much; or why the call must not be made now or at all.</returns>
    public async Task<Outcome<decimal>> AdmitAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        if (_options.PerDay == 0 && _options.PerDocument == 0)
        {
            return 0m;
        }

        decimal amount = Estimate(prompt);
        if (_options.PerDay > 0 && await ReserveTodayAsync(amount, cancellationToken) is { } why)
        {
            return why;
        }

        if (_options.PerDocument > 0 && DocumentAccount.Current is { } account && !account.TryReserve(amount, _options.PerDocument))
        {
            GiveBack(amount);
            return new Rejection(
                FailureCode.BudgetSpent,
                $"The document has cost {Money(account.Total.Cost)} and its next call would go beyond Models:Spending:PerDocument ({Money(_options.PerDocument)}); raise it and replay: what was paid for is kept.");
        }

        return amount;
    }

    /// <summary>Writes down what calls took, how many of them failed, and gives back what was set aside for them.</summary>
    public async Task ChargeAsync(RenderedPrompt prompt, string model, ModelUsage usage, int failedCalls, decimal reserved, CancellationToken cancellationToken)
    {
        DocumentAccount? account = DocumentAccount.Current;
        account?.Charge(usage, _options.PerDocument > 0 ? reserved : 0);
        GiveBack(reserved);
        if (usage.InputTokens + usage.OutputTokens == 0)
        {
            return;
        }

        string id = prompt.Prompt.Sha256;
        decimal reply = usage.OutputTokens * backend.Prices.Output / 1_000_000m;
        _replyCost.AddOrUpdate(id, reply, (_, before) => (before * 0.8m) + (reply * 0.2m));
        DateOnly day = Today();
        decimal spent = await books.AddAsync(new SpendingEntry(day, account?.Key, prompt.Prompt.Name, prompt.Prompt.Version, model, usage, failedCalls), cancellationToken);
        lock (_lock)
        {
            if (_day == day)
            {
                _spentToday = Math.Max(_spentToday, spent);
            }
        }
    }

    private async Task<RetryReason?> ReserveTodayAsync(decimal amount, CancellationToken cancellationToken)
    {
        DateOnly day = Today();
        bool known;
        lock (_lock)
        {
            known = _day == day && Now - _looked < LookEvery;
        }

        decimal spent = known ? 0 : await books.DayAsync(day, cancellationToken);
        lock (_lock)
        {
            if (!known)
            {
                (_spentToday, _day, _looked) = (_day == day ? Math.Max(spent, _spentToday) : spent, day, Now);
            }

            if (_spentToday + _reservedToday + amount > _options.PerDay)
            {
                DateTimeOffset midnight = new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
                return new RetryReason(
                    $"The day's budget is spent: {Money(_spentToday)} of {Money(_options.PerDay)} (Models:Spending:PerDay) since 00:00 UTC; reading goes on at 00:00 UTC, or when the budget is raised.",
                    midnight - Now);
            }

            _reservedToday += amount;
            return null;
        }
    }

    /// <summary>Gives back what was set aside for a call that was not made.</summary>
    public void GiveBack(decimal reserved)
    {
        if (reserved > 0 && _options.PerDay > 0)
        {
            lock (_lock)
            {
                _reservedToday -= reserved;
            }
        }
    }

    private decimal Estimate(RenderedPrompt prompt)
    {
        int bytes = System.Text.Encoding.UTF8.GetByteCount(prompt.System) + System.Text.Encoding.UTF8.GetByteCount(prompt.User);
        return (bytes / BytesPerToken * backend.Prices.Input / 1_000_000m) + _replyCost.GetValueOrDefault(prompt.Prompt.Sha256);
    }

    private string Money(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.######} {backend.Prices.Currency}");

    private DateOnly Today() => DateOnly.FromDateTime(Now.UtcDateTime);
}
