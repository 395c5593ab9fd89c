using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.RabbitMq;
using Npgsql;
using RabbitMQ.Client;

namespace Extraction.Conformance.Crashes;

/// <summary>A RabbitMQ broker with queues of its own, and a ledger in a schema of its own of a PostgreSQL server.</summary>
internal sealed class ServersGround : Ground
{
    private readonly string name = "crashes-" + Guid.NewGuid().ToString("N")[..12];
    private readonly Uri broker;
    private readonly string postgres;
    private IConnection? connection;
    private IChannel? channel;

    /// <param name="broker">The broker's address.</param>
    /// <param name="postgres">The server's connection string.</param>
    /// <param name="through">The address by which the product reaches the broker, when it is not the broker's own.</param>
    public ServersGround(Uri broker, string postgres, Uri? through = null)
    {
        this.broker = broker;
        this.postgres = postgres;
        Settings = new Dictionary<string, string?>
        {
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq:Address"] = (through ?? broker).ToString(),
            ["Messaging:Queue"] = name,
            ["Messaging:Topic"] = name + "-topic",
            ["Ledger:Database"] = "postgresql",
            ["Ledger:ConnectionString"] = $"{postgres};Search Path={Schema}",
        };
    }

    public override string Name => "RabbitMQ + PostgreSQL";

    public override IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The broker's own address.</summary>
    public Uri Broker => broker;

    /// <summary>The queues of documents, dead letters and events.</summary>
    public string[] Queues => [name, RabbitTopology.DeadLetters(name), RabbitTopology.Events(name + "-topic")];

    private string Schema => name.Replace('-', '_');

    public override async Task PrepareAsync()
    {
        await RunAsync($"CREATE SCHEMA {Schema}");
        await base.PrepareAsync();
    }

    public override async Task SendAsync(IReadOnlyList<OutgoingMessage> documents)
    {
        await using IMessageTransport direct = Transports.Open(
            new MessagingOptions { Transport = TransportKind.RabbitMq, Queue = name, Topic = name + "-topic", RabbitMq = new() { Address = broker } }, TimeProvider.System);
        await direct.Queue.SendAsync(documents, default);
    }

    protected override async IAsyncEnumerable<string> NewEventsAsync()
    {
        connection ??= await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        channel ??= await connection.CreateChannelAsync();
        while (await channel.BasicGetAsync(RabbitTopology.Events(name + "-topic"), autoAck: true) is { } one)
        {
            yield return one.BasicProperties.MessageId ?? "";
        }
    }

    protected override async Task CleanAsync()
    {
        await RunAsync($"DROP SCHEMA {Schema} CASCADE");
        connection ??= await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        channel ??= await connection.CreateChannelAsync();
        foreach (string queue in Queues)
        {
            await channel.QueueDeleteAsync(queue);
        }

        await channel.ExchangeDeleteAsync(name + "-topic");
        await connection.DisposeAsync();
    }

    private async Task RunAsync(string sql)
    {
        await using NpgsqlConnection server = new($"{postgres};Pooling=false");
        await server.OpenAsync();
        await using NpgsqlCommand command = new(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}
