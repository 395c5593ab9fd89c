using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RabbitMQ.Client;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>How a message stands in AMQP: id and time as properties, headers as strings, and what AMQP has no place for in headers of our own.</summary>
internal static class RabbitWire
{
    private const string Own = "extraction-";
    private const string OrderingKey = Own + "ordering-key";

    /// <summary>When its time to live is over, Unix milliseconds.</summary>
    private const string Expires = Own + "expires";

    /// <summary>Counted deliveries before this copy was made; the broker counts those since.</summary>
    private const string Deliveries = Own + "deliveries";

    private const string Enqueued = Own + "enqueued";

    /// <summary>What the broker and the client add for themselves.</summary>
    private static readonly string[] Foreign = ["x-death", "x-first-death", "x-last-death", "x-delivery-count", "x-acquired-count", "x-dotnet-pub-seq-no", "x-opt-"];

    public static BasicProperties ToProperties(OutgoingMessage message, DateTimeOffset now, TimeSpan? life, TimeSpan hidden)
    {
        BasicProperties properties = New(message.Id, message.Headers, now);
        if (message.OrderingKey is not null)
        {
            properties.Headers![OrderingKey] = message.OrderingKey;
        }

        if (life is not null)
        {
            properties.Headers![Expires] = (now + hidden + life.Value).ToUnixTimeMilliseconds();
        }

        properties.Headers![Enqueued] = now.ToUnixTimeMilliseconds();
        return properties;
    }

    /// <summary>The same message once more, with other headers and another count; a dead letter has no time to live.</summary>
    public static BasicProperties ToCopy(RabbitDelivery delivery, IReadOnlyDictionary<string, string> headers, int deliveries, bool deadLetter)
    {
        BasicProperties properties = New(delivery.Id, headers, delivery.EnqueuedAt);
        properties.Headers![Enqueued] = delivery.EnqueuedAt.ToUnixTimeMilliseconds();
        properties.Headers[Deliveries] = deliveries;
        if (delivery.OrderingKey is not null)
        {
            properties.Headers[OrderingKey] = delivery.OrderingKey;
        }

        if (delivery.ExpiresAt is not null && !deadLetter)
        {
            properties.Headers[Expires] = delivery.ExpiresAt.Value.ToUnixTimeMilliseconds();
        }

        return properties;
    }

    /// <summary>Reads a delivery. A message without an id (other senders may forget it) gets one from its body, the same at every delivery.</summary>
    public static RabbitDelivery Read(ulong tag, IReadOnlyBasicProperties properties, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        IDictionary<string, object?> all = properties.Headers ?? new Dictionary<string, object?>();
        Dictionary<string, string> headers = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in all)
        {
            if (!name.StartsWith(Own, StringComparison.Ordinal) && !Foreign.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                headers[name] = ToText(value);
            }
        }

        DateTimeOffset? sent = properties.IsTimestampPresent() ? DateTimeOffset.FromUnixTimeSeconds(properties.Timestamp.UnixTime) : null;
        return new RabbitDelivery(
            tag,
            string.IsNullOrEmpty(properties.MessageId) ? "body-" + Convert.ToHexStringLower(SHA256.HashData(body)) : properties.MessageId,
            body.ToArray(),
            headers,
            all.TryGetValue(OrderingKey, out object? key) ? ToText(key) : null,
            (int)(Number(all, Deliveries) ?? 0) + (int)(Number(all, "x-delivery-count") ?? 0) + 1,
            Moment(all, Enqueued) ?? sent ?? now,
            Moment(all, Expires));
    }

    private static BasicProperties New(string id, IReadOnlyDictionary<string, string> headers, DateTimeOffset at) => new()
    {
        MessageId = id,
        DeliveryMode = DeliveryModes.Persistent,
        Timestamp = new AmqpTimestamp(at.ToUnixTimeSeconds()),
        Headers = headers.ToDictionary(header => header.Key, header => (object?)header.Value, StringComparer.Ordinal),
    };

    private static DateTimeOffset? Moment(IDictionary<string, object?> headers, string name) =>
        Number(headers, name) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private static long? Number(IDictionary<string, object?> headers, string name) =>
        headers.TryGetValue(name, out object? value) && value is IConvertible and not string ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    private static string ToText(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
