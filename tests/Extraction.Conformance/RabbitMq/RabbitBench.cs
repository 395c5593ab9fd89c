using Extraction.TestKit;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.RabbitMq;
using RabbitMQ.Client;

namespace Extraction.Conformance.RabbitMq;

/// <summary>Queues of its own on a real broker, reached through a proxy that can be cut. The broker's clock is the real one, so the lock is short.</summary>
internal sealed class RabbitBench : Bench
{
    private readonly Uri _broker;
    private readonly TcpProxy _proxy;

    private RabbitBench(MessagingOptions options, Uri broker, TcpProxy proxy)
        : base(options, TimeProvider.System)
    {
        _broker = broker;
        _proxy = proxy;
    }

    public static RabbitBench Open(Uri broker, Action<MessagingOptions>? adjust)
    {
        TcpProxy proxy = new(broker.Host, broker.Port);
        string name = "conformance-" + Guid.NewGuid().ToString("N")[..12];
        MessagingOptions options = new()
        {
            Transport = TransportKind.RabbitMq,
            Queue = name,
            Topic = name + "-topic",
            LockDuration = TimeSpan.FromMilliseconds(1200),
            RabbitMq = new() { Address = new UriBuilder(broker) { Host = "127.0.0.1", Port = proxy.Port }.Uri, PollInterval = TimeSpan.FromMilliseconds(20) },
        };
        adjust?.Invoke(options);
        RabbitBench bench = new(options, broker, proxy);
        return bench;
    }

    public override async Task PrepareAsync()
    {
        if (!Options.CreateTopology)
        {
            await RecreateQueueAsync();
        }
    }

    public override Task PassAsync(TimeSpan span) => Task.Delay(span, Time);

    protected override Task TickAsync() => Task.Delay(TimeSpan.FromMilliseconds(5), Time);

    public override Task DeleteQueueAsync() => UseAsync(channel => channel.QueueDeleteAsync(Options.Queue));

    public override Task RecreateQueueAsync() => UseAsync(channel => RabbitTopology.EnsureAsync(
        channel, new MessagingOptions { Queue = Options.Queue, Topic = Options.Topic }, CancellationToken.None));

    public override Task<IAsyncDisposable> CutAsync()
    {
        _proxy.Cut(refuse: true);
        return Task.FromResult<IAsyncDisposable>(new Mending(_proxy));
    }

    protected override async Task CleanAsync()
    {
        await UseAsync(async channel =>
        {
            long[] delays = [.. Enumerable.Range(1, 8000).Select(milliseconds => RabbitTopology.RoundUp(TimeSpan.FromMilliseconds(milliseconds))).Distinct()];
            string[] queues =
            [
                Options.Queue, RabbitTopology.DeadLetters(Options.Queue), RabbitTopology.Events(Options.Topic),
                .. delays.Select(delay => RabbitTopology.Delay(Options.Queue, delay)),
            ];
            foreach (string queue in queues)
            {
                await channel.QueueDeleteAsync(queue);
            }

            await channel.ExchangeDeleteAsync(Options.Topic);
        });
        await _proxy.DisposeAsync();
    }

    private async Task UseAsync(Func<IChannel, Task> use)
    {
        await using IConnection connection = await new ConnectionFactory { Uri = _broker }.CreateConnectionAsync();
        await using IChannel channel = await connection.CreateChannelAsync();
        await use(channel);
    }

    private sealed class Mending(TcpProxy proxy) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            proxy.Cut(refuse: false);
            return ValueTask.CompletedTask;
        }
    }
}
