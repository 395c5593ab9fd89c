using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.RabbitMq;
using Npgsql;
using RabbitMQ.Client;

namespace Extraction.Conformance.Crashes;

/// <summary>A RabbitMQ broker with queues of its own, and a ledger in a schema of its own of a PostgreSQL server.</summary>
internal sealed class ServersGround : Ground
{
    private readonly string _name = "crashes-" + Guid.NewGuid().ToString("N")[..12];
    private readonly Uri _broker;
    private readonly string _postgres;
    private IConnection? _connection;
    private IChannel? _channel;

    /// <param name="broker">The broker's address.</param>
    /// <param name="postgres">The server's connection string.</param>
    /// <param name="through">The address by which the product reaches the broker, when it is not the broker's own.</param>
    public ServersGround(Uri broker, string postgres, Uri? through = null)
    {
        _broker = broker;
        _postgres = postgres;
        Settings = new Dictionary<string, string?>
        {
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq:Address"] = (through ?? broker).ToString(),
            ["Messaging:Queue"] = _name,
            ["Messaging:Topic"] = _name + "-topic",
            ["Ledger:Database"] = "postgresql",
            ["Ledger:ConnectionString"] = $"{postgres};Search Path={Schema}",
        };
    }

    public override string Name => "RabbitMQ + PostgreSQL";

    public override IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>The broker's own address.</summary>
    public Uri Broker => _broker;

    /// <summary>The queues of documents, dead letters and events.</summary>
    public string[] Queues => [_name, RabbitTopology.DeadLetters(_name), RabbitTopology.Events(_name + "-topic")];

    private string Schema => _name.Replace('-', '_');

    public override async Task PrepareAsync()
    {
        await RunAsync($"CREATE SCHEMA {Schema}");
        await base.PrepareAsync();
    }

    public override async Task SendAsync(IReadOnlyList<OutgoingMessage> documents)
    {
        await using IMessageTransport direct = Transports.Open(
            new MessagingOptions { Transport = TransportKind.RabbitMq, Queue = _name, Topic = _name + "-topic", RabbitMq = new() { Address = _broker } }, TimeProvider.System);
        await direct.Queue.SendAsync(documents, default);
    }

    protected override async IAsyncEnumerable<string> NewEventsAsync()
    {
        _connection ??= await new ConnectionFactory { Uri = _broker }.CreateConnectionAsync();
        _channel ??= await _connection.CreateChannelAsync();
        while (await _channel.BasicGetAsync(RabbitTopology.Events(_name + "-topic"), autoAck: true) is { } one)
        {
            yield return one.BasicProperties.MessageId ?? "";
        }
    }

    protected override async Task CleanAsync()
    {
        await RunAsync($"DROP SCHEMA {Schema} CASCADE");
        _connection ??= await new ConnectionFactory { Uri = _broker }.CreateConnectionAsync();
        _channel ??= await _connection.CreateChannelAsync();
        foreach (string queue in Queues)
        {
            await _channel.QueueDeleteAsync(queue);
        }

        await _channel.ExchangeDeleteAsync(_name + "-topic");
        await _connection.DisposeAsync();
    }

    private async Task RunAsync(string sql)
    {
        await using NpgsqlConnection server = new($"{_postgres};Pooling=false");
        await server.OpenAsync();
        await using NpgsqlCommand command = new(sql, server);
        await command.ExecuteNonQueryAsync();
    }
}
