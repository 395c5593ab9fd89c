namespace Extraction.Worker.Messaging.Local;

/// <summary>How a received message ends its delivery. Each raises when the lock no longer holds, and then changes nothing. Within the writer's transaction.</summary>
internal static class Settling
{
    /// <summary>The condition under which a delivery still holds its lock: parameters number, fence, now.</summary>
    private const string Held = " WHERE seq = ? AND fence = ? AND state = 1 AND due > ?";

    /// <summary>Returns until when the lock holds now.</summary>
    public static long Renew(LocalSession session, MessagingOptions options, Receiving.Delivery delivery)
    {
        long until = session.Now + (long)options.LockDuration.TotalMilliseconds;
        MustHold(delivery, session.Statements.Run("UPDATE messages SET due = ?" + Held, until, delivery.Sequence, delivery.Fence, session.Now));
        return until;
    }

    public static bool Complete(LocalSession session, Receiving.Delivery delivery)
    {
        MustHold(delivery, session.Statements.Run("DELETE FROM messages" + Held, delivery.Sequence, delivery.Fence, session.Now));
        session.Statements.Run("DELETE FROM contents WHERE seq = ?", delivery.Sequence);
        if (delivery.Queue % 2 == 0)
        {
            QueueTable.Advance(session, delivery.Queue, delivery.OrderingKey);
        }

        return true;
    }

    public static bool Abandon(LocalSession session, MessagingOptions options, Receiving.Delivery delivery, Redelivery redelivery)
    {
        bool delayed = redelivery.Delay > TimeSpan.Zero;
        MustHold(delivery, session.Statements.Run(
            "UPDATE messages SET state = ?, due = ?, deliveries = ?, fence = fence + 1" + Held,
            delayed ? QueueTable.Delayed : QueueTable.Ready,
            delayed ? session.Now + (long)redelivery.Delay.TotalMilliseconds : null,
            redelivery.CountsDelivery ? delivery.Deliveries : delivery.Deliveries - 1,
            delivery.Sequence,
            delivery.Fence,
            session.Now));
        if (redelivery.Headers is not null)
        {
            QueueTable.SetHeaders(session, delivery.Sequence, delivery.Id, StoredContent.HeadersToText(redelivery.Headers));
        }

        if (redelivery.CountsDelivery && delivery.Deliveries >= options.MaxDeliveryCount && delivery.Queue % 2 == 0)
        {
            QueueTable.DeadLetter(session, options.Queue, delivery.ToRow(), DeadLetterReason.DeliveredTooOften(delivery.Deliveries));
        }

        session.MadeAvailable = true;
        return true;
    }

    public static bool DeadLetter(LocalSession session, MessagingOptions options, Receiving.Delivery delivery, DeadLetterReason reason)
    {
        bool held = session.Statements.Number("SELECT count(*) FROM messages" + Held, delivery.Sequence, delivery.Fence, session.Now) == 1;
        MustHold(delivery, held ? 1 : 0);
        QueueTable.DeadLetter(session, options.Queue, delivery.ToRow(), reason);
        return true;
    }

    private static void MustHold(Receiving.Delivery delivery, int changed)
    {
        if (changed == 0)
        {
            throw MessageLockLostException.RanOut(delivery.Id);
        }
    }
}
