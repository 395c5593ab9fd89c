using System.Globalization;
using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <inheritdoc cref="IMessageQueue"/>
internal sealed class AzureQueue(AzureLink link, TransportCapabilities capabilities) : IMessageQueue
{
    /// <summary>Where the broker's own counts may not be read, so many messages are counted by looking at them, and no more.</summary>
    private const int MostCounted = 10_000;
    private const int Page = 250;

    private volatile bool _mayNotCount;

    public string Name => link.Options.Queue;

    public TransportCapabilities Capabilities => capabilities;

    public Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken) =>
        AzureSending.SendAsync(link, link.QueueSender, messages, link.HasSessions, cancellationToken);

    public Task<string?> ScheduleAsync(OutgoingMessage message, DateTimeOffset due, CancellationToken cancellationToken)
    {
        MessageTooLargeException.ThrowIfAny([message], link.Options.MaxMessageBytes);
        return link.UseAsync<string?>(
            async () =>
            {
                long number = await link.QueueSender.ScheduleMessageAsync(AzureWire.ToMessage(message, link.Time.GetUtcNow(), link.HasSessions), due, cancellationToken);
                return number.ToString(CultureInfo.InvariantCulture);
            },
            cancellationToken);
    }

    public Task<bool> CancelScheduledAsync(string receipt, CancellationToken cancellationToken)
    {
        return long.TryParse(receipt, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? link.UseAsync(() => CancelAsync(number), cancellationToken)
            : Task.FromResult(false);

        async Task<bool> CancelAsync(long number)
        {
            try
            {
                // Cancelling an unknown number raises nothing on some brokers, so it is looked for first.
                ServiceBusReceivedMessage? there = await link.Receiver(SubQueue.Main).PeekMessageAsync(number, cancellationToken);
                if (there is null || there.SequenceNumber != number || there.State != ServiceBusMessageState.Scheduled)
                {
                    return false;
                }

                await link.QueueSender.CancelScheduledMessageAsync(number, cancellationToken);
                return true;
            }
            catch (ServiceBusException gone) when (gone.Reason == ServiceBusFailureReason.MessageNotFound)
            {
                return false;
            }
        }
    }

    public IMessageReceiver OpenReceiver(SubQueue subQueue = SubQueue.Main, int prefetch = 0, int mostInHand = 0) => new AzureReceiver(link, subQueue);

    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(SubQueue subQueue, long fromSequence, int max, CancellationToken cancellationToken) =>
        link.UseAsync<IReadOnlyList<PeekedMessage>>(
            async () =>
            {
                IReadOnlyList<ServiceBusReceivedMessage> seen = await link.Receiver(subQueue).PeekMessagesAsync(max, fromSequence, cancellationToken);
                return [.. seen.Select(ToPeeked)];
            },
            cancellationToken);

    public Task<QueueCounts> CountAsync(CancellationToken cancellationToken) => link.UseAsync(
        async () =>
        {
            if (!_mayNotCount)
            {
                try
                {
                    QueueRuntimeProperties counts = await link.Administration.GetQueueRuntimePropertiesAsync(Name, cancellationToken);
                    return new QueueCounts(counts.ActiveMessageCount, null, counts.ScheduledMessageCount, counts.DeadLetterMessageCount);
                }
                catch (Exception refused) when (refused is UnauthorizedAccessException or RequestFailedException { Status: 401 or 403 })
                {
                    _mayNotCount = true;
                }
            }

            Dictionary<ServiceBusMessageState, long> states = await CountByLookingAsync(SubQueue.Main, cancellationToken);
            long scheduled = states.GetValueOrDefault(ServiceBusMessageState.Scheduled);
            long dead = (await CountByLookingAsync(SubQueue.DeadLetters, cancellationToken)).Values.Sum();
            return new QueueCounts(states.Values.Sum() - scheduled, null, scheduled, dead);
        },
        cancellationToken);

    private async Task<Dictionary<ServiceBusMessageState, long>> CountByLookingAsync(SubQueue subQueue, CancellationToken cancellationToken)
    {
        Dictionary<ServiceBusMessageState, long> counts = [];
        long from = 0;
        for (long all = 0; all < MostCounted;)
        {
            IReadOnlyList<ServiceBusReceivedMessage> page = await link.Receiver(subQueue).PeekMessagesAsync(Page, from, cancellationToken);
            if (page.Count == 0)
            {
                break;
            }

            foreach (ServiceBusReceivedMessage message in page)
            {
                counts[message.State] = counts.GetValueOrDefault(message.State) + 1;
            }

            all += page.Count;
            from = page[^1].SequenceNumber + 1;
        }

        return counts;
    }

    private PeekedMessage ToPeeked(ServiceBusReceivedMessage message) => new(
        message.SequenceNumber,
        AzureWire.IdOf(message),
        message.Body.ToMemory(),
        AzureWire.HeadersOf(message, Name),
        AzureWire.OrderingKeyOf(message),
        message.State == ServiceBusMessageState.Scheduled ? MessageState.Scheduled : MessageState.Active,
        AzureWire.DeliveryCountOf(message),
        AzureWire.EnqueuedAtOf(message));
}
