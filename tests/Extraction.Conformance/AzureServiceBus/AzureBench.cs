using Azure.Messaging.ServiceBus.Administration;
using Extraction.TestKit;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.AzureServiceBus;
using Xunit;

namespace Extraction.Conformance.AzureServiceBus;

/// <summary>Queue and topic of its own in a namespace or emulator. An emulator is reached through a proxy that can be cut; its lock may be short, the cloud's may not.</summary>
internal sealed class AzureBench : Bench
{
    private static readonly TimeSpan ShortestLockInTheCloud = TimeSpan.FromSeconds(5);

    private readonly ServiceBusAdministrationClient _administration;
    private readonly TcpProxy? _proxy;

    private AzureBench(MessagingOptions options, TcpProxy? proxy)
        : base(options, TimeProvider.System)
    {
        _proxy = proxy;
        _administration = new ServiceBusAdministrationClient(options.AzureServiceBus.AdministrationConnectionString);
    }

    /// <summary>Skips the test where no namespace and no emulator is named.</summary>
    public static AzureBench Open(Action<MessagingOptions>? adjust)
    {
        AzureNamespace place = AzureNamespace.Named();
        TcpProxy? proxy = place.IsEmulator ? place.Before() : null;
        string name = "conformance-" + Guid.NewGuid().ToString("N")[..12];
        MessagingOptions options = new()
        {
            Transport = TransportKind.AzureServiceBus,
            Queue = name,
            Topic = name + "-topic",
            LockDuration = place.IsEmulator ? TimeSpan.FromMilliseconds(2500) : ShortestLockInTheCloud,
            DuplicateWindow = TimeSpan.FromSeconds(20),
            AzureServiceBus = new() { ConnectionString = place.Through(proxy), AdministrationConnectionString = place.Administration, TryTimeout = TimeSpan.FromSeconds(10) },
        };
        adjust?.Invoke(options);
        return new AzureBench(options, proxy);
    }

    /// <summary>Each case has a queue of its own, which the place must let it create.</summary>
    public override async Task PrepareAsync()
    {
        try
        {
            await RecreateQueueAsync();
        }
        catch (Exception refused) when (AzureErrors.IsBrokers(refused))
        {
            Assert.Skip("the namespace or emulator does not let the suite create queues: " + refused.Message.Split('\n')[0]);
        }
    }

    /// <summary>Locks, delays and lives end by the broker's clock, which nobody here can move.</summary>
    public override Task PassAsync(TimeSpan span) => Task.Delay(span, Time);

    protected override Task TickAsync() => Task.Delay(TimeSpan.FromMilliseconds(20), Time);

    public override Task DeleteQueueAsync() => _administration.DeleteQueueAsync(Options.Queue);

    public override Task RecreateQueueAsync() => AzureTopology.EnsureAsync(_administration, Options, CancellationToken.None);

    /// <summary>The cloud cannot be cut off; there the case passes without a cut.</summary>
    public override Task<IAsyncDisposable> CutAsync()
    {
        _proxy?.Cut(refuse: true);
        return Task.FromResult<IAsyncDisposable>(new Mending(_proxy));
    }

    protected override async Task CleanAsync()
    {
        if (await _administration.QueueExistsAsync(Options.Queue))
        {
            await _administration.DeleteQueueAsync(Options.Queue);
        }

        await _administration.DeleteTopicAsync(Options.Topic);
        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private sealed class Mending(TcpProxy? proxy) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            proxy?.Cut(refuse: false);
            return ValueTask.CompletedTask;
        }
    }
}
