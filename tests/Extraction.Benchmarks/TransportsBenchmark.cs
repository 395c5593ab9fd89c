using System.Diagnostics;
using System.Globalization;
using System.Text;
using Extraction.TestKit;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Extraction.Benchmarks;

/// <summary>
/// Each broker by itself: messages per second from receive to settle with a handler that does nothing, messages sent per second with each on the disk
/// before the next, and what a long backlog costs a worker that starts. <c>transports [BACKLOG]</c>, by default 1,000,000 messages.
/// </summary>
internal static class TransportsBenchmark
{
    /// <summary>The verb of the process of its own that meets the backlog.</summary>
    public const string Probe = "transports-probe";

    private const int Settled = 5000;
    private const int BodyBytes = 600;

    public static async Task RunAsync(string[] args)
    {
        int backlog = args.Length > 0 ? int.Parse(args[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 1_000_000;
        using TemporaryFolder folder = new();
        await MeasureAsync("Local", new Dictionary<string, string?> { ["Messaging:Local:Path"] = folder.File("messages.db") }, backlog);
        await MeasureWhereNamedAsync("RabbitMq", "EXTRACTION_TEST_RABBITMQ", "no broker; start one with eng/rabbitmq start DIR PORT", backlog, address => new() { ["Messaging:RabbitMq:Address"] = address });
        await MeasureWhereNamedAsync("AzureServiceBus", "EXTRACTION_TEST_SERVICEBUS", "no namespace and no emulator", backlog, connection => new()
        {
            ["Messaging:AzureServiceBus:ConnectionString"] = connection,
            ["Messaging:AzureServiceBus:AdministrationConnectionString"] = Environment.GetEnvironmentVariable("EXTRACTION_TEST_SERVICEBUS_ADMIN"),
        });
    }

    /// <summary>A fresh process on a queue that holds something: how soon the first message comes, and how much memory 10,000 of them take.</summary>
    public static async Task<int> ProbeAsync(string[] settings)
    {
        long begun = Stopwatch.GetTimestamp();
        Dictionary<string, string?> all = settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1], StringComparer.Ordinal);
        await using ServiceProvider services = Open(all);
        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        await transport.CheckAsync(default);
        TaskCompletionSource<double> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int handled = 0;
        await using MessageProcessor processor = Processor(transport, 16, () =>
        {
            first.TrySetResult(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            if (Interlocked.Increment(ref handled) == 10_000)
            {
                done.TrySetResult();
            }
        });
        processor.Start();
        double milliseconds = await first.Task;
        await done.Task;
        await processor.StopAsync(default);
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first message after {milliseconds:0} ms, peak memory after 10,000 messages {self.PeakWorkingSet64 >> 20} MiB"));
        return 0;
    }

    /// <summary>A broker on the network, with a queue of its own that stays there.</summary>
    private static async Task MeasureWhereNamedAsync(string name, string variable, string missing, int backlog, Func<string, Dictionary<string, string?>> settingsOf)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } where)
        {
            Console.WriteLine($"{name}: {variable} names {missing}.");
            return;
        }

        Dictionary<string, string?> settings = settingsOf(where);
        string queue = "benchmark-" + Guid.NewGuid().ToString("N")[..8];
        (settings["Messaging:Transport"], settings["Messaging:Queue"], settings["Messaging:Topic"]) = (name, queue, queue + "-topic");
        await MeasureAsync(name, settings, backlog);
    }

    private static async Task MeasureAsync(string name, Dictionary<string, string?> settings, int backlog)
    {
        await using ServiceProvider services = Open(settings);
        IMessageTransport transport = services.GetRequiredService<IMessageTransport>();
        await transport.CheckAsync(default);
        foreach (int concurrency in (int[])[1, 16])
        {
            int sent = concurrency == 1 ? 1000 : Settled;
            long sending = Stopwatch.GetTimestamp();
            using SemaphoreSlim places = new(concurrency);
            await Task.WhenAll(Enumerable.Range(0, sent).Select(async number =>
            {
                await places.WaitAsync();
                await transport.Queue.SendAsync([Message($"{concurrency}-{number}")], default);
                places.Release();
            }));
            Print(name, $"sent one by one, each durable, {concurrency} at once", sent, Stopwatch.GetElapsedTime(sending));
            await DrainAsync(transport, sent, concurrency, name);
        }

        await ProbeFromOutsideAsync(name, settings, transport, 20_000);
        await FillAsync(name, transport, backlog);
        await ProbeFromOutsideAsync(name, settings, transport, 0);
        QueueCounts left = await transport.Queue.CountAsync(default);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-15} left in the queue: {left.Active:N0}"));
        if (transport is LocalTransport)
        {
            long verifying = Stopwatch.GetTimestamp();
            string? damage = await transport.FindDamageAsync(default);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-15} verified: {damage ?? "whole"}, in {Stopwatch.GetElapsedTime(verifying).TotalSeconds:0.0} s"));
        }
    }

    private static async Task DrainAsync(IMessageTransport transport, int count, int concurrency, string name)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int handled = 0;
        long begun = Stopwatch.GetTimestamp();
        await using MessageProcessor processor = Processor(transport, concurrency, () =>
        {
            if (Interlocked.Increment(ref handled) == count)
            {
                done.TrySetResult();
            }
        });
        processor.Start();
        await done.Task;
        await processor.StopAsync(default);
        Print(name, $"received to settled, {concurrency} at once", count, Stopwatch.GetElapsedTime(begun));
    }

    private static async Task FillAsync(string name, IMessageTransport transport, int count)
    {
        string fill = Guid.NewGuid().ToString("N")[..8];
        long begun = Stopwatch.GetTimestamp();
        foreach (int[] chunk in Enumerable.Range(0, count).Chunk(1000))
        {
            await transport.Queue.SendAsync([.. chunk.Select(number => Message($"{fill}-{number}"))], default);
        }

        Print(name, "sent in batches of 1,000, each batch durable", count, Stopwatch.GetElapsedTime(begun));
    }

    private static async Task ProbeFromOutsideAsync(string name, Dictionary<string, string?> settings, IMessageTransport transport, int fill)
    {
        if (fill > 0)
        {
            await FillAsync(name, transport, fill);
        }

        QueueCounts counts = await transport.Queue.CountAsync(default);
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(TransportsBenchmark).Assembly.Location);
        }

        start.ArgumentList.Add(Probe);
        foreach ((string setting, string? value) in settings)
        {
            start.ArgumentList.Add($"{setting}={value}");
        }

        using Process probe = Process.Start(start)!;
        string line = await probe.StandardOutput.ReadToEndAsync();
        await probe.WaitForExitAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-15} a new process with {counts.Active:N0} queued: {line.Trim()}"));
    }

    private static ServiceProvider Open(Dictionary<string, string?> settings)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddMessaging(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider();
    }

    private static MessageProcessor Processor(IMessageTransport transport, int concurrency, Action handled) => new(
        transport.Queue,
        (_, _) =>
        {
            handled();
            return Task.FromResult(Settlement.Done);
        },
        new IntakeOptions { Concurrency = concurrency, Prefetch = concurrency == 1 ? 0 : concurrency },
        TimeProvider.System,
        NullLogger<MessageProcessor>.Instance);

    private static OutgoingMessage Message(string id) => new(id, Encoding.UTF8.GetBytes(new string('x', BodyBytes)));

    private static void Print(string name, string what, int count, TimeSpan took) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name,-15} {what,-48} {count / took.TotalSeconds,9:N0} messages/s"));
}
