using System.CommandLine;
using Extraction.Contracts;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Cli.Enqueue;

/// <summary><c>extraction enqueue</c>: submits files, folders and registry tables.</summary>
internal static class EnqueueVerb
{
    /// <summary>Where it is recorded what was submitted.</summary>
    private const string DefaultRecord = ".extraction/submitted.db";

    public static Verb Create(CliConsole console)
    {
        Command command = new(
            "enqueue",
            "Submits documents to the queue: files, folders with everything below them, globs, and registry tables (CSV) in groups of rows. Running it again submits nothing twice; cut off, it goes on where it ended.");
        Argument<string[]> paths = new("PATH") { Description = "Files, folders or globs (quote a glob: 'reports/**/*.pdf').", Arity = ArgumentArity.OneOrMore };
        Option<DocumentKind?> kind = SharedOptions.Kind();
        Option<int> rows = new("--rows") { Description = "Rows of a registry table in one message. Default: 40, as many as go into one model call.", DefaultValueFactory = _ => 40, HelpName = "N" };
        Option<bool> inline = new("--inline") { Description = "Put the bytes into the message, for workers that cannot see these files." };
        Option<string?> correlation = new("--correlation-id") { Description = "A mark that comes back on every event.", HelpName = "ID" };
        Option<bool> again = new("--again") { Description = "Submit also what was submitted before. A broker that remembers the ids drops them all the same." };
        Option<string> record = new("--record") { Description = $"The file that records what was submitted. Default: {DefaultRecord}.", DefaultValueFactory = _ => DefaultRecord, HelpName = "FILE" };
        Option<bool> json = SharedOptions.Json();
        rows.Validators.Add(result =>
        {
            if (result.GetValue(rows) is < 1 or > 1000)
            {
                result.AddError("--rows must be a number from 1 to 1000.");
            }
        });
        command.Add(paths);
        foreach (Option option in new Option[] { kind, rows, inline, correlation, again, record, json })
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = WorkerServices.Build(WorkerConfiguration.Read());
            IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
            await transport.CheckAsync(cancellationToken);
            MessagingOptions messaging = services.GetRequiredService<IOptions<MessagingOptions>>().Value;
            Submission submission = new(
                parsed.GetValue(kind), parsed.GetValue(rows), parsed.GetValue(inline), parsed.GetValue(correlation), messaging.MaxMessageBytes, services.GetRequiredService<TimeProvider>());
            using SubmittedIds submitted = SubmittedIds.Open(parsed.GetValue(record)!, messaging);
            return await new EnqueueRun(console, transport.Queue, submission, submitted, parsed.GetValue(again)).RunAsync(parsed.GetValue(paths)!, parsed.GetValue(json), cancellationToken);
        });
        return new Verb(command, "extraction enqueue samples/documents", "extraction enqueue 'reports/**/*.pdf' --kind research-report", "extraction enqueue registry.csv --rows 50");
    }
}
