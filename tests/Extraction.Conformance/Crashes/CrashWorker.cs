using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Extraction.Worker.Cli;
using Extraction.Worker.Diagnostics;
using Extraction.Worker.Hosting;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extraction.Conformance.Crashes;

/// <summary>The product's worker as a process of its own that kills itself, as with <c>kill -9</c>, at a labelled point.</summary>
internal sealed class CrashWorker(CrashPlan plan)
{
    public const string Verb = "crash-worker";
    private readonly ConcurrentDictionary<string, bool> _passed = new(StringComparer.Ordinal);
    private int _passings;

    public static Task<int> RunAsync(string plan) => new CrashWorker(JsonSerializer.Deserialize<CrashPlan>(plan)!).RunAsync();

    private async Task<int> RunAsync()
    {
        TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            stop.TrySetResult();
        });
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(plan.Settings).Build();
        ServiceCollection services = new();
        services.AddWorker(configuration).AddLogging(logging => logging.AddWorkerLog(configuration, LogLevel.Information));
        Mark<ILedger>(services, before: Before(nameof(ILedger.ReopenResultAsync), CrashPoint.Read), after: AfterLedger);
        Mark<IModelGateway>(services, after: AfterGateway);
        Mark<IMessageTransport>(services, after: AfterTransport);
        await using ServiceProvider provider = services.BuildServiceProvider();
        DocumentWorker worker = provider.GetRequiredService<DocumentWorker>();
        await worker.StartAsync(default);
        Console.WriteLine(WorkerChild.StartedLine);
        if (await Task.WhenAny(stop.Task, worker.Completion) != stop.Task)
        {
            return 1;
        }

        await worker.StopAsync(default);
        return 0;
    }

    /// <summary>Replaces the registered service by the same one with marks around it.</summary>
    private static void Mark<T>(ServiceCollection services, Action<string, object?[]>? before = null, Func<string, object?, object?>? after = null)
        where T : class
    {
        ServiceDescriptor registered = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(registered);
        services.AddSingleton(provider => Marks.Around<T>(
            (T)(registered.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)), before, after));
    }

    private Action<string, object?[]> Before(string method, string point) => (name, _) =>
    {
        if (name == method)
        {
            Reached(point);
        }
    };

    private Func<string, object?, object?> After(string method, string point) => (name, result) =>
    {
        if (name == method)
        {
            Reached(point);
        }

        return result;
    };

    private object? AfterGateway(string name, object? result)
    {
        if (name is nameof(IModelGateway.AskAsync) or nameof(IModelGateway.AskPartAsync))
        {
            Reached(CrashPoint.ModelAnswered);
        }

        return result;
    }

    private object? AfterLedger(string name, object? result)
    {
        string? point = name switch
        {
            nameof(ILedger.BeginAttemptAsync) => CrashPoint.AttemptWritten,
            nameof(ILedger.RecordAsync) => CrashPoint.Recorded,
            nameof(ILedger.MarkSentAsync) => CrashPoint.MarkedSent,
            _ => null,
        };
        if (point is not null)
        {
            Reached(point);
        }

        return result;
    }

    private object? AfterTransport(string name, object? result) => result switch
    {
        IMessageQueue queue => Marks.Around<IMessageQueue>(queue, after: (_, opened) =>
            opened is IMessageReceiver receiver ? Marks.Around<IMessageReceiver>(receiver, after: AfterReceive) : opened),
        IEventTopic topic => Marks.Around<IEventTopic>(topic, after: After(nameof(IEventTopic.PublishAsync), CrashPoint.EventSent)),
        _ => result,
    };

    private object? AfterReceive(string name, object? result)
    {
        if (result is not IReadOnlyList<IReceivedMessage> { Count: > 0 } messages)
        {
            return result;
        }

        Reached(CrashPoint.Received);
        return messages
            .Select(message => Marks.Around<IReceivedMessage>(message, after: After(nameof(IReceivedMessage.CompleteAsync), CrashPoint.Settled)))
            .ToList();
    }

    /// <summary>Each point is told of once, so that the run can say which were never passed.</summary>
    private void Reached(string point)
    {
        if (_passed.TryAdd(point, true))
        {
            Console.WriteLine(point);
        }

        if (point == plan.Point && Interlocked.Increment(ref _passings) == plan.Passing)
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
            using ManualResetEvent never = new(false);
            never.WaitOne();
        }
    }
}
