using System.CommandLine;
using System.Globalization;
using Extraction.Worker.Hosting.Health;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Extraction.Worker.Placement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction status</c>: what waits, what is done, how the workers are, and what is wrong.</summary>
internal static class StatusVerb
{
    /// <summary>A worker that has missed so many of its reports counts as silent.</summary>
    private const int MissedReports = 3;

    public static Verb Create(CliConsole console)
    {
        Command command = new("status", "Shows the queue, the dead letters, the ledger, how the workers are, and what is wrong. Exit code 1 when something is.");
        Option<bool> json = SharedOptions.Json();
        Option<bool> verify = new("--verify") { Description = "Read the files of queue and ledger whole, and say where they are damaged." };
        command.Add(json);
        command.Add(verify);
        command.SetAction((parsed, cancellationToken) => RunAsync(console, parsed.GetValue(json), parsed.GetValue(verify), cancellationToken));
        return new Verb(command, "extraction status", "extraction status --json", "extraction status --verify");
    }

    private static async Task<int> RunAsync(CliConsole console, bool json, bool verify, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = WorkerServices.Build(WorkerConfiguration.Read());
        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        Status status = await LookAsync(services, transport, verify, cancellationToken);
        int exitCode = status.Problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        if (json)
        {
            console.WriteJson(status);
            return exitCode;
        }

        Table table = CliConsole.NewTable("what", "count");
        table.Columns[1].RightAligned();
        void Row(string what, object? count) => table.AddRow(new Text(what), new Text(count?.ToString() ?? "not told"));
        if (status.Queue is { } queue)
        {
            Row("documents waiting", queue.Active);
            Row("being read", queue.Locked);
            Row("waiting for another try", queue.Scheduled);
            Row("dead letters", queue.DeadLettered);
        }

        if (status.Ledger is { } counts)
        {
            Row("documents finished", counts.Results);
            Row("events recorded", counts.Events);
            Row("events not sent yet", counts.UnsentEvents);
            Row("model replies kept", counts.Completions);
        }

        if (table.Rows.Count > 0)
        {
            console.WriteTable(table);
        }

        if (status.Workers.Count > 0)
        {
            console.WriteTable(Workers(status.Workers));
        }

        await console.Output.WriteLineAsync($"broker {status.Transport}, queue '{transport.Queue.Name}'; model {status.Model}; taxonomy {status.Taxonomy}");
        foreach (string problem in status.Problems)
        {
            await console.Output.WriteLineAsync($"! {problem}");
        }

        return exitCode;
    }

    private static async Task<Status> LookAsync(ServiceProvider services, IMessageTransport transport, bool verify, CancellationToken cancellationToken)
    {
        ILedger ledger = services.GetRequiredService<ILedger>();
        List<string> problems = [];
        QueueCounts? queue = await TryAsync(async () =>
        {
            await transport.CheckAsync(cancellationToken);
            problems.AddRange(verify && await transport.FindDamageAsync(cancellationToken) is { } damage ? [damage] : []);
            return await transport.Queue.CountAsync(cancellationToken);
        });
        LedgerCounts? counts = await TryAsync(async () =>
        {
            await ledger.MigrateAsync(cancellationToken);
            problems.AddRange(verify && await ledger.FindDamageAsync(cancellationToken) is { } damage ? [damage] : []);
            return await ledger.CountAsync(cancellationToken);
        });
        TimeSpan patience = services.GetRequiredService<IOptions<HealthOptions>>().Value.Interval * MissedReports;
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        List<HealthAnswer> workers = counts is null ? [] : [.. (await ledger.WorkersAsync(cancellationToken)).Select(report => HealthAnswer.Of(report).SeenFrom(now, patience))];
        problems.AddRange(workers.Where(worker => worker.Sentence is not null).Select(worker => $"{worker.Worker} is {worker.State}: {worker.Sentence}"));
        return new Status(
            transport.Capabilities.Name,
            queue,
            counts,
            services.GetRequiredService<IModelGateway>().Model.Name,
            services.GetRequiredService<ICompanyPlacer>().Taxonomy.Version,
            workers,
            [.. problems.Distinct(StringComparer.Ordinal)]);

        // One part that is down must not hide the others.
        async Task<T?> TryAsync<T>(Func<Task<T>> look)
            where T : class
        {
            try
            {
                return await look();
            }
            catch (Exception down) when (down is MessagingException or LedgerUnavailableException)
            {
                problems.Add(down.Message);
                return null;
            }
        }
    }

    private static Table Workers(IReadOnlyList<HealthAnswer> workers)
    {
        Table table = CliConsole.NewTable("worker", "state", "since", "last heard of", "in hand", "finished", "dead-lettered");
        foreach (HealthAnswer worker in workers)
        {
            table.AddRow(
                new Text(worker.Worker),
                new Text(worker.State, worker.State == WorkerHealth.Working ? Style.Plain : new Style(Color.Red)),
                new Text(Time(worker.StartedAt)),
                new Text(Time(worker.SeenAt)),
                new Text(worker.InHand.ToString(CultureInfo.InvariantCulture)),
                new Text(worker.Finished.ToString(CultureInfo.InvariantCulture)),
                new Text(worker.DeadLettered.ToString(CultureInfo.InvariantCulture)));
        }

        return table;
    }

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed record Status(
        string Transport, QueueCounts? Queue, LedgerCounts? Ledger, string Model, string Taxonomy, IReadOnlyList<HealthAnswer> Workers, IReadOnlyList<string> Problems);
}
