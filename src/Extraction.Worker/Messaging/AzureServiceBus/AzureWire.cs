using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <summary>
/// How a message stands in Azure Service Bus: headers as application properties, the ordering key as session id, and as message id the duplicate key,
/// because that is what the broker's detection compares. Where the queue has sessions, a message without a key is a session of its own, by its id. What has no place of its own stands in properties of ours.
/// </summary>
internal static class AzureWire
{
    /// <summary>What all properties of ours begin with; they are no headers.</summary>
    public const string Own = "extraction-";

    /// <summary>Deliveries that do not count: handed back, or put aside.</summary>
    public const string NotCounted = Own + "not-counted";

    private const string Id = Own + "id";
    private const string OrderingKey = Own + "ordering-key";
    private const string Enqueued = Own + "enqueued";

    /// <summary>Counted deliveries before this copy was made; the broker counts those since.</summary>
    private const string Deliveries = Own + "deliveries";

    /// <summary>The broker takes ids of message and session up to this length.</summary>
    private const int LongestId = 128;

    /// <summary>The broker's names for what it gives up by itself.</summary>
    private const string DeliveredTooOften = "MaxDeliveryCountExceeded";
    private const string TimeToLiveOver = "TTLExpiredException";

    public static ServiceBusMessage ToMessage(OutgoingMessage outgoing, DateTimeOffset now, bool sessions)
    {
        ServiceBusMessage message = New(outgoing.Id, outgoing.DuplicateKey, outgoing.Body, outgoing.Headers, outgoing.OrderingKey, now);
        if (sessions)
        {
            message.SessionId ??= Short(outgoing.Id);
        }

        if (outgoing.TimeToLive is { } life)
        {
            message.TimeToLive = life;
        }

        return message;
    }

    /// <summary>A received message once more, to come back later, with other headers and another count. Its duplicate key is new, because this repeat is meant.</summary>
    public static ServiceBusMessage ToCopy(IReceivedMessage received, ServiceBusReceivedMessage original, Redelivery redelivery, DateTimeOffset now)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{original.MessageId}/again/{original.SequenceNumber}-{original.DeliveryCount}");
        ServiceBusMessage copy = New(received.Id, key, received.Body, redelivery.Headers ?? received.Headers, received.OrderingKey, received.EnqueuedAt);
        copy.SessionId = original.SessionId;
        copy.ApplicationProperties[Id] = received.Id;
        copy.ApplicationProperties[Deliveries] = redelivery.CountsDelivery ? received.DeliveryCount : received.DeliveryCount - 1;
        if (redelivery.Delay > TimeSpan.Zero)
        {
            copy.ScheduledEnqueueTime = now + redelivery.Delay;
        }

        if (original.TimeToLive < TimeSpan.FromDays(3650))
        {
            // The life counts anew from when the copy is due.
            TimeSpan left = original.EnqueuedTime + original.TimeToLive - now - redelivery.Delay;
            copy.TimeToLive = left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
        }

        return copy;
    }

    /// <summary>The sender's id. A message without one (other senders may forget it) gets one from its body, the same at every delivery.</summary>
    public static string IdOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(Id, out object? id) ? ToText(id)
        : !string.IsNullOrEmpty(message.MessageId) ? message.MessageId
        : "body-" + Convert.ToHexStringLower(SHA256.HashData(message.Body.ToMemory().Span));

    public static string? OrderingKeyOf(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(OrderingKey, out object? key) ? ToText(key)
        : string.IsNullOrEmpty(message.SessionId) || message.SessionId == Short(IdOf(message)) ? null
        : message.SessionId;

    public static DateTimeOffset EnqueuedAtOf(ServiceBusReceivedMessage message) =>
        Number(message, Enqueued) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : message.EnqueuedTime;

    /// <summary>Counted deliveries: those before this copy, and those since, without the ones that do not count.</summary>
    public static int DeliveryCountOf(ServiceBusReceivedMessage message) =>
        Math.Max(0, (int)(Number(message, Deliveries) ?? 0) + Raw(message) - NotCountedOf(message));

    public static int NotCountedOf(ServiceBusReceivedMessage message) => (int)(Number(message, NotCounted) ?? 0);

    /// <summary>The headers; what the broker gave up by itself gets the marks of a failure, as if the worker had.</summary>
    public static IReadOnlyDictionary<string, string> HeadersOf(ServiceBusReceivedMessage message, string queue)
    {
        Dictionary<string, string> headers = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in message.ApplicationProperties)
        {
            if (!name.StartsWith(Own, StringComparison.Ordinal) && name is not "DeadLetterReason" and not "DeadLetterErrorDescription")
            {
                headers[name] = ToText(value);
            }
        }

        if (message.DeadLetterReason is not { Length: > 0 } why || headers.ContainsKey(MessageHeaders.DeadLetterCode))
        {
            return headers;
        }

        int deliveries = DeliveryCountOf(message);
        DeadLetterReason reason = why switch
        {
            DeliveredTooOften => DeadLetterReason.DeliveredTooOften(deliveries),
            TimeToLiveOver => DeadLetterReason.TimeToLiveOver,
            _ => new DeadLetterReason(why, message.DeadLetterErrorDescription ?? "The broker gave the message up and does not say more.", DeadLetterReason.ReceiveStage),
        };
        Dictionary<string, string> all = reason.ApplyTo(headers, queue, deliveries, "", message.EnqueuedTime);
        all.Remove(MessageHeaders.DeadLetterId); // nobody gave it a mark; its number stands for it
        return all;
    }

    private static ServiceBusMessage New(string id, string key, ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> headers, string? orderingKey, DateTimeOffset enqueued)
    {
        ServiceBusMessage message = new(body) { MessageId = Short(key), ContentType = "application/json" };
        foreach ((string name, string value) in headers)
        {
            message.ApplicationProperties[name] = value;
        }

        if (message.MessageId != id)
        {
            message.ApplicationProperties[Id] = id;
        }

        if (orderingKey is not null)
        {
            message.SessionId = Short(orderingKey);
            if (message.SessionId != orderingKey)
            {
                message.ApplicationProperties[OrderingKey] = orderingKey;
            }
        }

        message.ApplicationProperties[Enqueued] = enqueued.ToUnixTimeMilliseconds();
        return message;
    }

    /// <summary>The broker's count; a message that was never delivered may have none.</summary>
    private static int Raw(ServiceBusReceivedMessage message) => (int)(message.GetRawAmqpMessage().Header.DeliveryCount ?? 0);

    private static string Short(string id) => id.Length <= LongestId ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static long? Number(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out object? value) && value is IConvertible and not string ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    private static string ToText(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
