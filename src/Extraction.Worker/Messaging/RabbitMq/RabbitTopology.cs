using System.Globalization;
using RabbitMQ.Client;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>
/// What stands in the broker: the queue and its dead letters, both quorum queues; the topic, an exchange with one durable queue bound to it, so
/// that no event is lost before consumers bind theirs; and delay queues, whose messages move to the queue when their time is over.
/// </summary>
internal static class RabbitTopology
{
    /// <summary>Delays are rounded up to these steps of each power of ten, so that a few dozen delay queues serve every delay.</summary>
    private static readonly double[] Steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

    /// <summary>The broker takes times to live of 32 bits.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(uint.MaxValue);

    /// <summary>An empty queue of a scheduled message removes itself so long after the message was due.</summary>
    private static readonly TimeSpan ScheduledQueueLife = TimeSpan.FromDays(1);

    public static string DeadLetters(string queue) => queue + ".dead-letters";

    public static string Events(string topic) => topic + ".events";

    public static string Delay(string queue, long milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{queue}.delay.{milliseconds}");

    public static string Scheduled(string queue, string mark) => $"{queue}.scheduled.{mark}";

    /// <summary>Creates what is missing, or makes sure that it is there.</summary>
    public static async Task EnsureAsync(IChannel channel, MessagingOptions options, CancellationToken cancellationToken)
    {
        if (!options.CreateTopology)
        {
            await channel.QueueDeclarePassiveAsync(options.Queue, cancellationToken);
            await channel.QueueDeclarePassiveAsync(DeadLetters(options.Queue), cancellationToken);
            await channel.ExchangeDeclarePassiveAsync(options.Topic, cancellationToken);
            return;
        }

        await DeclareQuorumAsync(channel, options.Queue, cancellationToken);
        await DeclareQuorumAsync(channel, DeadLetters(options.Queue), cancellationToken);
        await channel.ExchangeDeclareAsync(options.Topic, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellationToken);
        await DeclareQuorumAsync(channel, Events(options.Topic), cancellationToken);
        await channel.QueueBindAsync(Events(options.Topic), options.Topic, "#", cancellationToken: cancellationToken);
    }

    /// <summary>The delay queue for a delay, created when it is missing.</summary>
    public static async Task<string> EnsureDelayAsync(IChannel channel, string queue, TimeSpan delay, CancellationToken cancellationToken)
    {
        long milliseconds = RoundUp(delay);
        string name = Delay(queue, milliseconds);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, Waiting(queue, milliseconds), cancellationToken: cancellationToken);
        return name;
    }

    /// <summary>A queue for one scheduled message, so that it can be cancelled.</summary>
    public static async Task<string> DeclareScheduledAsync(IChannel channel, string queue, TimeSpan delay, CancellationToken cancellationToken)
    {
        Check(delay);
        string name = Scheduled(queue, Guid.NewGuid().ToString("N"));
        Dictionary<string, object?> arguments = Waiting(queue, Math.Max(1, (long)delay.TotalMilliseconds));
        arguments["x-expires"] = (long)Math.Min(uint.MaxValue, (delay + ScheduledQueueLife).TotalMilliseconds);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
        return name;
    }

    /// <summary>A delay in milliseconds, rounded up to the next step.</summary>
    public static long RoundUp(TimeSpan delay)
    {
        Check(delay);
        double milliseconds = Math.Max(1, delay.TotalMilliseconds);
        double power = Math.Pow(10, Math.Floor(Math.Log10(milliseconds)));
        return (long)Math.Min(uint.MaxValue, Steps.Select(step => Math.Ceiling(step * power)).First(step => step >= milliseconds));
    }

    private static void Check(TimeSpan delay)
    {
        if (delay > LongestDelay)
        {
            throw new MessagingException("RabbitMQ holds a message back for 49 days at most; choose an earlier time.");
        }
    }

    private static Task<QueueDeclareOk> DeclareQuorumAsync(IChannel channel, string name, CancellationToken cancellationToken) => channel.QueueDeclareAsync(
        name,
        durable: true,
        exclusive: false,
        autoDelete: false,
        // The worker counts deliveries and dead-letters by itself, with the reason; newer brokers would drop a message after 20.
        new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = 1_000_000 },
        cancellationToken: cancellationToken);

    /// <summary>Whose messages move on to the queue when their time is over, and leave only when the queue has confirmed them.</summary>
    private static Dictionary<string, object?> Waiting(string queue, long milliseconds) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-message-ttl"] = milliseconds,
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = queue,
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };
}
