using System.CommandLine;
using System.Globalization;
using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Cli.Batches;
using Extraction.Worker.Cli.Enqueue;
using Extraction.Worker.Diagnostics;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Batch;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Endpoints;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Extraction.Worker.Pipeline;
using Extraction.Worker.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction batch</c>: documents by the provider's batch interface, at its lower price, through the same prompts, checks, ledger and events.</summary>
internal static class BatchVerbs
{
    public const string Group = "batch";

    private const string DefaultFolder = ".extraction/batches";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    public static Verb[] Create(CliConsole console) => [Submit(console), Status(console), Collect(console)];

    private static Verb Submit(CliConsole console)
    {
        Command command = new("submit", "Hands documents in as a batch: files, folders, globs and registry tables. What was read before costs nothing.");
        Argument<string[]> paths = new("PATH") { Description = "Files, folders or globs (quote a glob: 'reports/**/*.pdf').", Arity = ArgumentArity.OneOrMore };
        Option<DocumentKind?> kind = SharedOptions.Kind();
        Option<string?> model = SharedOptions.Model();
        Option<string?> name = Name();
        foreach (Symbol symbol in new Symbol[] { paths, kind, model, name })
        {
            Add(command, symbol);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = await OpenAsync(parsed.GetValue(model), cancellationToken);
            TimeProvider time = services.GetRequiredService<TimeProvider>();
            string called = parsed.GetValue(name) ?? time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            BatchFolder folder = new(Path.Combine(DefaultFolder, called));
            if (folder.Documents.Count > 0)
            {
                throw new CliException($"There is a batch {called} already; collect it, or choose another --name.");
            }

            Submission submission = new(parsed.GetValue(kind), 40, Inline: false, null, long.MaxValue, time);
            List<string> documents = [];
            foreach (string path in parsed.GetValue(paths)!)
            {
                string[] files = [.. FileWalk.Of(path, Refuse)];
                if (files.Length == 0)
                {
                    throw new CliException($"{path}: there is no such file, and no file in such a folder; nothing was submitted.");
                }

                documents.AddRange(files.SelectMany(submission.MessagesOf).Select(message => Encoding.UTF8.GetString(message.Body.Span)));
            }

            folder.Documents = documents;
            return await RunAsync(console, services, folder, collects: false, cancellationToken);
        });
        return new Verb(command, "extraction batch submit 'reports/**/*.pdf' --kind research-report --model azure", "extraction batch submit registry.csv --name backfill") { Group = Group };
    }

    private static void Refuse(string folder) => throw new CliException(
        $"{folder}: this user may not read the folder, so nothing was submitted; grant the right to read and enter it, then run the same command again.");

    private static Verb Status(CliConsole console)
    {
        Command command = new("status", "Shows how the batches stand at the provider.");
        Option<string?> name = Name();
        Option<string?> model = SharedOptions.Model();
        Add(command, name);
        Add(command, model);
        command.SetAction((parsed, cancellationToken) => EachAsync(console, parsed.GetValue(name), parsed.GetValue(model), advances: false, waits: false, cancellationToken));
        return new Verb(command, "extraction batch status", "extraction batch status --name backfill") { Group = Group };
    }

    private static Verb Collect(CliConsole console)
    {
        Command command = new("collect", "Gets finished replies, publishes the events of the documents that are done, and hands in what the others ask next. Run it until all are finished.");
        Option<string?> name = Name();
        Option<string?> model = SharedOptions.Model();
        Option<bool> wait = new("--wait") { Description = "Look again every half minute until all documents are finished." };
        Add(command, name);
        Add(command, model);
        Add(command, wait);
        command.SetAction((parsed, cancellationToken) => EachAsync(console, parsed.GetValue(name), parsed.GetValue(model), advances: true, parsed.GetValue(wait), cancellationToken));
        return new Verb(command, "extraction batch collect", "extraction batch collect --name backfill --wait") { Group = Group };
    }

    private static async Task<int> EachAsync(CliConsole console, string? name, string? model, bool advances, bool waits, CancellationToken cancellationToken)
    {
        string[] folders = name is not null ? [Path.Combine(DefaultFolder, name)] : Directory.Exists(DefaultFolder) ? [.. Directory.GetDirectories(DefaultFolder).Order(StringComparer.Ordinal)] : [];
        if (folders.Length == 0 || !Directory.Exists(folders[0]))
        {
            throw new CliException($"There is no batch{(name is null ? string.Empty : $" named {name}")} below {Path.GetFullPath(DefaultFolder)}; begin one with 'extraction batch submit'.");
        }

        int code = ExitCode.Done;
        foreach (string path in folders)
        {
            int one;
            BatchFolder folder;
            do
            {
                // A batch goes through services of its own: they hold its replies.
                await using ServiceProvider services = await OpenAsync(model, cancellationToken);
                folder = new BatchFolder(path);
                one = await RunAsync(console, services, folder, advances, cancellationToken);
                if (waits && folder.FinishedCount < folder.Documents.Count)
                {
                    await Task.Delay(LookEvery, services.GetRequiredService<TimeProvider>(), cancellationToken);
                }
            }
            while (waits && folder.FinishedCount < folder.Documents.Count);
            code = Math.Max(code, one);
        }

        return code;
    }

    private static async Task<int> RunAsync(CliConsole console, ServiceProvider services, BatchFolder folder, bool collects, CancellationToken cancellationToken)
    {
        BatchRun run = new(
            console,
            folder,
            services.GetRequiredService<BatchChatService>(),
            services.GetRequiredService<BatchProvider>(),
            services.GetRequiredService<DocumentPipeline>(),
            services.GetRequiredService<OutboxPublisher>());
        try
        {
            bool news = await run.CollectAsync(cancellationToken);
            if (collects || folder.Rounds.Count == 0)
            {
                _ = news;
                await run.AdvanceAsync(cancellationToken);
            }
        }
        catch (ModelCallException cannot)
        {
            throw new CliException(cannot.Message);
        }

        await console.Output.WriteLineAsync(run.Sentence());
        return run.Rejected == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ServiceProvider> OpenAsync(string? model, CancellationToken cancellationToken)
    {
        IConfiguration configuration = WorkerConfiguration.Read(SharedOptions.Override(SharedOptions.ModelSetting, model));
        ServiceProvider services = new ServiceCollection()
            .AddSingleton(provider => EndpointOf(provider))
            .AddSingleton(provider => new BatchProvider(provider.GetRequiredService<Endpoint>(), ChatClientFactory.CreateClient(provider.GetRequiredService<Endpoint>(), null)))
            .AddSingleton<BatchChatService>()
            .AddSingleton(provider => new ModelBackend(
                provider.GetRequiredService<BatchChatService>(),
                new ModelIdentity(provider.GetRequiredService<Endpoint>().Model, string.Empty),
                provider.GetRequiredService<Endpoint>().Prices))
            .AddWorker(configuration)
            .AddLogging(logging => logging.AddWorkerLog(configuration, LogLevel.Warning))
            .BuildServiceProvider();
        services.GetService<IStartupValidator>()?.Validate();
        await services.GetRequiredService<IMessageTransport>().CheckAsync(cancellationToken);
        await services.GetRequiredService<ILedger>().MigrateAsync(cancellationToken);
        return services;
    }

    private static Endpoint EndpointOf(IServiceProvider provider)
    {
        ModelsOptions options = provider.GetRequiredService<IOptions<ModelsOptions>>().Value;
        return options.InUse is [var name] && name != ModelsOptions.OfflineRules
            ? provider.GetRequiredService<EndpointReader>().Read(name, options.Endpoints[name], needsKey: true, [])!
            : throw new CliException($"A batch goes to one endpoint, and Models:Use is `{options.Use}`; name the endpoint with --model.");
    }

    private static Option<string?> Name() => new("--name") { Description = "What the batch is called. Default: the time at submit, every batch otherwise.", HelpName = "NAME" };

    private static void Add(Command command, Symbol symbol)
    {
        if (symbol is Argument argument)
        {
            command.Add(argument);
        }
        else
        {
            command.Add((Option)symbol);
        }
    }
}
