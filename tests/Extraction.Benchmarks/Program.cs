using Extraction.Benchmarks;
using Extraction.Benchmarks.Budgets;

Dictionary<string, Func<string[], Task>> benchmarks = new(StringComparer.Ordinal)
{
    ["pipeline"] = PipelineBenchmark.RunAsync,
    ["grounding"] = Sync(GroundingBenchmark.Run),
    ["placement"] = PlacementBenchmark.RunAsync,
    ["replies"] = Sync(RepliesBenchmark.Run),
    ["gold"] = GoldBenchmark.RunAsync,
    ["prompts"] = Sync(PromptsBenchmark.Run),
    ["registry"] = Sync(RegistryBenchmark.Run),
    ["packing"] = PackingBenchmark.RunAsync,
    ["gateway"] = GatewayBenchmark.RunAsync,
    ["documents"] = Sync(DocumentsBenchmark.Run),
    ["transports"] = TransportsBenchmark.RunAsync,
    ["budgets"] = BudgetsBenchmark.RunAsync,
    ["budgets-simulated"] = Sync(BudgetsBenchmark.Simulate),
    ["evaluate"] = EvaluateBenchmark.RunAsync,
};

if (args is [TransportsBenchmark.Probe, ..])
{
    return await TransportsBenchmark.ProbeAsync(args[1..]);
}

if (args is [BudgetsWorker.Verb, ..])
{
    await BudgetsWorker.RunAsync(args[1..]);
    return 0;
}

string[] chosen = args.Length == 0 ? [.. benchmarks.Keys] : [args[0]];
foreach (string name in chosen)
{
    if (!benchmarks.TryGetValue(name, out Func<string[], Task>? run))
    {
        Console.Error.WriteLine($"There is no benchmark '{name}'; choose one of {string.Join(", ", benchmarks.Keys)}.");
        return 2;
    }

    Console.WriteLine($"== {name}");
    await run([.. args.Skip(1)]);
}

return 0;

static Func<string[], Task> Sync(Action<string[]> run) => arguments =>
{
    run(arguments);
    return Task.CompletedTask;
};
