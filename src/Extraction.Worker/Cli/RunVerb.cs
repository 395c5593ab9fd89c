using System.CommandLine;
using System.Runtime.InteropServices;
using Extraction.Worker.Diagnostics;
using Extraction.Worker.Hosting;
using Extraction.Worker.Hosting.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction run</c>: the worker, until it is stopped.</summary>
internal static class RunVerb
{
    public static Verb Create()
    {
        Command command = new("run", "Takes documents off the queue and publishes their events, until it is stopped (Ctrl-C or SIGTERM).");
        Option<string?> model = SharedOptions.Model();
        Option<bool> noCache = SharedOptions.NoCache();
        command.Add(model);
        command.Add(noCache);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            () => WorkerConfiguration.Read(
                SharedOptions.Override(SharedOptions.ModelSetting, parsed.GetValue(model)),
                SharedOptions.Override(SharedOptions.CacheSetting, parsed.GetValue(noCache) ? "false" : null)),
            cancellationToken));
        return new Verb(command, "extraction run", "extraction run --model azure", "EXTRACTION_Intake__Concurrency=16 extraction run");
    }

    private static async Task<int> RunAsync(Func<IConfiguration> settings, CancellationToken cancellationToken)
    {
        IConfiguration configuration = settings();
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(WorkerConfiguration.Live(settings))
            .AddWorker(configuration)
            .AddLogging(logging => logging.AddWorkerLog(configuration, LogLevel.Information))
            .BuildServiceProvider();
        services.GetService<IStartupValidator>()?.Validate();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using CancellationTokenSource hurry = new();
        int signals = 0;
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);

        services.GetRequiredService<HealthEndpoint>().Start();
        DocumentWorker worker = services.GetRequiredService<DocumentWorker>();
        try
        {
            await worker.StartAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Done;
        }

        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = stop.Token.Register(stopped.SetResult);
        if (await Task.WhenAny(stopped.Task, worker.Completion) != stopped.Task)
        {
            HandlerLog.LoopEnded(services.GetRequiredService<ILogger<DocumentWorker>>(), worker.Completion.Exception);
            return ExitCode.Failed;
        }

        await worker.StopAsync(hurry.Token);
        return ExitCode.Done;

        // The first signal stops with grace, the second ends the grace.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            (Interlocked.Increment(ref signals) == 1 ? stop : hurry).Cancel();
        }
    }
}
