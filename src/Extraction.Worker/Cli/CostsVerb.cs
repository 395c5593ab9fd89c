using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction costs</c>: what model calls took, from the books in the ledger, and what is left of the day's budget.</summary>
internal static class CostsVerb
{
    private const int DefaultDays = 30;
    private const int DefaultRows = 50;
    private const decimal Nanos = 1_000_000_000m;

    public static Verb Create(CliConsole console)
    {
        Command command = new("costs", "Shows what model calls took, failed tries and re-asks included, and what is left of today's budget.");
        Option<SpendingBy> by = new("--by") { Description = "What to add up by. Default: day.", HelpName = "day|prompt|model|document", CustomParser = ParseBy };
        Option<TimeSpan?> since = Age.Option("--since", $"How far back: 7d, 12h. Whole days (UTC). Default: {DefaultDays}d.");
        Option<int?> top = new("--top") { Description = $"How many rows. Default: {DefaultRows}.", HelpName = "N" };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--top must be at least 1.");
            }
        });
        Option<bool> json = SharedOptions.Json();
        command.Add(by);
        command.Add(since);
        command.Add(top);
        command.Add(json);
        command.SetAction((parsed, cancellationToken) => RunAsync(console, parsed.GetValue(by), parsed.GetValue(since), parsed.GetValue(top) ?? DefaultRows, parsed.GetValue(json), cancellationToken));
        return new Verb(command, "extraction costs", "extraction costs --by prompt --since 7d", "extraction costs --by document --top 10 --json");
    }

    private static SpendingBy ParseBy(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (Enum.GetNames<SpendingBy>().FirstOrDefault(one => one.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            return Enum.Parse<SpendingBy>(name);
        }

        result.AddError($"--by '{text}' is none of day, prompt, model and document.");
        return default;
    }

    private static async Task<int> RunAsync(CliConsole console, SpendingBy by, TimeSpan? since, int top, bool json, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = WorkerServices.Build(WorkerConfiguration.Read());
        ILedger ledger = services.GetRequiredService<ILedger>();
        await ledger.MigrateAsync(cancellationToken);
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        string first = Day(now - (since ?? TimeSpan.FromDays(DefaultDays)));
        IReadOnlyList<SpendingTotal> totals = await ledger.SpendingAsync(by, first, top, cancellationToken);
        string name = JsonNamingPolicy.CamelCase.ConvertName(by.ToString());
        if (json)
        {
            foreach (SpendingTotal total in totals)
            {
                console.WriteJson(new Row(name, total.Name, total.Calls, total.FailedCalls, total.InputTokens, total.OutputTokens, total.CachedTokens, total.CostNanos / Nanos, total.Currency));
            }

            return ExitCode.Done;
        }

        if (totals.Count == 0)
        {
            await console.Error.WriteLineAsync($"No model call was booked since {first}; {ModelsOptions.OfflineRules} costs nothing and is not booked.");
        }
        else
        {
            console.WriteTable(TableOf(name, totals));
        }

        await console.Output.WriteLineAsync(await TodayAsync(services, ledger, now, totals, cancellationToken));
        return ExitCode.Done;
    }

    private static Table TableOf(string name, IReadOnlyList<SpendingTotal> totals)
    {
        Table table = CliConsole.NewTable(name, "calls", "of them failed", "tokens in", "of them cached", "tokens out", "cost");
        foreach (TableColumn column in table.Columns.Skip(1))
        {
            column.RightAligned();
        }

        foreach (SpendingTotal total in totals)
        {
            table.AddRow(
                new Text(total.Name),
                new Text(Number(total.Calls)),
                new Text(Number(total.FailedCalls)),
                new Text(Number(total.InputTokens)),
                new Text(Number(total.CachedTokens)),
                new Text(Number(total.OutputTokens)),
                new Text($"{Money(total.CostNanos / Nanos)} {total.Currency}"));
        }

        return table;
    }

    private static async Task<string> TodayAsync(ServiceProvider services, ILedger ledger, DateTimeOffset now, IReadOnlyList<SpendingTotal> totals, CancellationToken cancellationToken)
    {
        decimal spent = await ledger.SpentOnDayAsync(Day(now), cancellationToken) / Nanos;
        SpendingOptions options = services.GetRequiredService<IOptions<ModelsOptions>>().Value.Spending;
        string currency = totals.Count > 0 ? $" {totals[0].Currency}" : string.Empty;
        string budget = options.PerDay == 0
            ? "Models:Spending:PerDay sets no budget"
            : $"{Money(Math.Max(0, options.PerDay - spent))} of {Money(options.PerDay)} are left until midnight UTC (Models:Spending:PerDay)";
        return $"today {Money(spent)}{currency}; {budget}";
    }

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

    private sealed record Row(string By, string Name, long Calls, long FailedCalls, long TokensIn, long TokensOut, long TokensCached, decimal Cost, string Currency);
}
