using System.Globalization;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Budgets;
using Extraction.Worker.LanguageModels.Pool;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Benchmarks.Budgets;

/// <summary>The worker's own way to the models under load, in this process or in one of several.</summary>
internal static class BudgetsWorker
{
    public const string Verb = "budgets-worker";

    /// <summary>Runs as a process of its own: address, ticks of the clock's origin, speed, tokens by the minute or 0, folder of the shared budget, calls at once, number; until it is killed or its input ends.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        QuickTime time = new(new DateTimeOffset(long.Parse(arguments[1], CultureInfo.InvariantCulture), TimeSpan.Zero), double.Parse(arguments[2], CultureInfo.InvariantCulture));
        using CancellationTokenSource stop = new();
        Task<long> load = LoadAsync(
            new Uri(arguments[0]), time, double.Parse(arguments[3], CultureInfo.InvariantCulture), arguments[4], int.Parse(arguments[5], CultureInfo.InvariantCulture), int.Parse(arguments[6], CultureInfo.InvariantCulture), stop.Token);
        await Console.In.ReadToEndAsync(stop.Token);
        await stop.CancelAsync();
        Console.WriteLine(await load);
    }

    /// <summary>Asks without end.</summary>
    /// <returns>How many calls were given up.</returns>
    public static async Task<long> LoadAsync(Uri server, TimeProvider time, double tokensPerMinute, string folder, int atOnce, int seed, CancellationToken stop)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Models:Use"] = "server",
            ["Models:SharedBudgets"] = folder,
            ["Models:LongestWaitSeconds"] = "3600",
            ["Models:Endpoints:server:Kind"] = "AzureOpenAI",
            ["Models:Endpoints:server:Address"] = server.ToString(),
            ["Models:Endpoints:server:Model"] = BudgetsLoad.Model,
            ["Models:Endpoints:server:Key"] = BudgetsLoad.Key,
            ["Models:Endpoints:server:TimeoutSeconds"] = "3600",
            ["Models:Endpoints:server:TokensPerMinute"] = tokensPerMinute > 0 ? tokensPerMinute.ToString(CultureInfo.InvariantCulture) : null,
        };
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(time)
            .AddLanguageModels(new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build())
            .BuildServiceProvider();
        ModelPool pool = services.GetRequiredService<ModelPool>();
        int number = seed * 10_000_000;
        long givenUp = 0;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await pool.GetChatMessageContentsAsync(BudgetsLoad.Prompt(Interlocked.Increment(ref number)), BudgetsLoad.Settings, cancellationToken: stop);
                }
                catch (ModelCallException)
                {
                    Interlocked.Increment(ref givenUp);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    break;
                }
            }
        })));
        if (Environment.GetEnvironmentVariable("BUDGETS_SHOW") is not null)
        {
            Show(pool.Endpoints[0].Budget.Look(), pool.Endpoints[0].Concurrency.Limit);
        }

        return givenUp;
    }

    private static void Show(BudgetState state, int concurrency) => Console.Error.WriteLine(FormattableString.Invariant(
        $"  window {state.Tokens.Length:0.000} s of {state.Tokens.Capacity:0}, told limit {state.Tokens.Said:0}, floor {state.Tokens.Floor:0}, ceiling {state.Tokens.Ceiling:0}, counts at answer {state.CountsAtAnswer} ({state.Tokens.MissOnArrival:0.000} to {state.Tokens.MissAtAnswer:0.000}), latency {state.Latency:0.00} s, {concurrency} at once"));
}
