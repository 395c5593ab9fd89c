using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <summary>What stands in the namespace: the queue with duplicate detection, the topic likewise, and one subscription, so that no event is lost before consumers make theirs.</summary>
internal static class AzureTopology
{
    /// <summary>The worker counts deliveries and dead-letters by itself, with the reason; this is the broker's own limit, the highest that it takes.</summary>
    public const int BrokersDeliveryLimit = 2000;

    private static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(7);

    /// <summary>Creates what is missing; what is there stays as it is.</summary>
    /// <exception cref="MessagingException">The queue has sessions and the settings want none, or the other way round.</exception>
    public static async Task EnsureAsync(ServiceBusAdministrationClient administration, MessagingOptions options, CancellationToken cancellationToken)
    {
        if (!await administration.QueueExistsAsync(options.Queue, cancellationToken))
        {
            await UnlessThereAsync(() => administration.CreateQueueAsync(QueueOf(options), cancellationToken));
        }
        else if ((await administration.GetQueueAsync(options.Queue, cancellationToken)).Value.RequiresSession != options.AzureServiceBus.Sessions)
        {
            throw AzureErrors.OtherSessions(options);
        }

        if (!await administration.TopicExistsAsync(options.Topic, cancellationToken))
        {
            await UnlessThereAsync(() => administration.CreateTopicAsync(TopicOf(options), cancellationToken));
        }

        if (!await administration.SubscriptionExistsAsync(options.Topic, options.AzureServiceBus.Subscription, cancellationToken))
        {
            await UnlessThereAsync(() => administration.CreateSubscriptionAsync(options.Topic, options.AzureServiceBus.Subscription, cancellationToken));
        }
    }

    /// <summary>The lock as the broker gives it.</summary>
    public static TimeSpan LockOf(MessagingOptions options) => options.LockDuration < LongestLock ? options.LockDuration : LongestLock;

    public static CreateQueueOptions QueueOf(MessagingOptions options)
    {
        CreateQueueOptions queue = new(options.Queue)
        {
            LockDuration = LockOf(options),
            MaxDeliveryCount = BrokersDeliveryLimit,
            DeadLetteringOnMessageExpiration = true,
            RequiresSession = options.AzureServiceBus.Sessions,
            RequiresDuplicateDetection = options.DuplicateWindow > TimeSpan.Zero,
        };
        if (queue.RequiresDuplicateDetection)
        {
            queue.DuplicateDetectionHistoryTimeWindow = Window(options);
        }

        if (options.TimeToLive is { } life)
        {
            queue.DefaultMessageTimeToLive = life;
        }

        return queue;
    }

    public static CreateTopicOptions TopicOf(MessagingOptions options)
    {
        CreateTopicOptions topic = new(options.Topic) { RequiresDuplicateDetection = options.DuplicateWindow > TimeSpan.Zero };
        if (topic.RequiresDuplicateDetection)
        {
            topic.DuplicateDetectionHistoryTimeWindow = Window(options);
        }

        return topic;
    }

    private static TimeSpan Window(MessagingOptions options) => TimeSpan.FromTicks(Math.Clamp(options.DuplicateWindow.Ticks, ShortestWindow.Ticks, LongestWindow.Ticks));

    /// <summary>Another worker may create it at the same moment.</summary>
    private static async Task UnlessThereAsync(Func<Task> create)
    {
        try
        {
            await create();
        }
        catch (ServiceBusException there) when (there.Reason == ServiceBusFailureReason.MessagingEntityAlreadyExists)
        {
            // It is there: that is all that was wanted.
        }
    }
}
