using System.CommandLine;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Extraction.Worker.Placement;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction status</c>: what waits, what is done, and with what the worker works.</summary>
internal static class StatusVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("status", "Shows the queue, the dead letters, the ledger and what the worker is set up with.");
        Option<bool> json = SharedOptions.Json();
        command.Add(json);
        command.SetAction((parsed, cancellationToken) => RunAsync(console, parsed.GetValue(json), cancellationToken));
        return new Verb(command, "extraction status", "extraction status --json");
    }

    private static async Task<int> RunAsync(CliConsole console, bool json, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = WorkerServices.Build(WorkerConfiguration.Read());
        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        ILedger ledger = services.GetRequiredService<ILedger>();
        await transport.CheckAsync(cancellationToken);
        await ledger.MigrateAsync(cancellationToken);
        QueueCounts queue = await transport.Queue.CountAsync(cancellationToken);
        LedgerCounts counts = await ledger.CountAsync(cancellationToken);
        string model = services.GetRequiredService<IModelGateway>().Model.Name;
        string taxonomy = services.GetRequiredService<ICompanyPlacer>().Taxonomy.Version;
        if (json)
        {
            console.WriteJson(new { transport = transport.Capabilities.Name, queue, ledger = counts, model, taxonomy });
            return ExitCode.Done;
        }

        Table table = CliConsole.NewTable("what", "count");
        table.Columns[1].RightAligned();
        void Row(string what, object? count) => table.AddRow(new Text(what), new Text(count?.ToString() ?? "not told"));
        Row("documents waiting", queue.Active);
        Row("being read", queue.Locked);
        Row("waiting for another try", queue.Scheduled);
        Row("dead letters", queue.DeadLettered);
        Row("documents finished", counts.Results);
        Row("events recorded", counts.Events);
        Row("events not sent yet", counts.UnsentEvents);
        Row("model replies kept", counts.Completions);
        console.WriteTable(table);
        await console.Output.WriteLineAsync($"broker {transport.Capabilities.Name}, queue '{transport.Queue.Name}'; model {model}; taxonomy {taxonomy}");
        return ExitCode.Done;
    }
}
