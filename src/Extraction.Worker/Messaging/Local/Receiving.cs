namespace Extraction.Worker.Messaging.Local;

/// <summary>How messages leave a queue into a receiver's hands. Within the writer's transaction.</summary>
internal static class Receiving
{
    /// <summary>So many ended locks, due delays and expired messages are seen to at one receive; the next receive goes on.</summary>
    private const int TidyAtOnce = 500;

    /// <summary>Takes up to <paramref name="max"/> messages under a lock each.</summary>
    public static Taken Take(LocalSession session, MessagingOptions options, SubQueue subQueue, int max)
    {
        long queue = session.Queue(options.Queue, subQueue);
        Tidy(session, options, queue);
        if (subQueue == SubQueue.Main)
        {
            Expire(session, options, queue);
        }

        List<Delivery> found = session.Statements.All(
            """
            SELECT m.seq, m.fence, m.deliveries, m.id, m.ordering_key, m.enqueued, c.headers, c.checksum, c.body
            FROM messages m LEFT JOIN contents c ON c.seq = m.seq WHERE m.queue = ? AND m.state = 0 ORDER BY m.seq LIMIT ?
            """,
            row => new Delivery(
                row.GetInt64(0),
                queue,
                row.GetInt64(1) + 1,
                row.GetInt32(2) + 1,
                row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4),
                row.GetInt64(5),
                row.IsDBNull(6) ? null : row.GetString(6),
                row.IsDBNull(7) ? null : row.GetInt64(7),
                row.IsDBNull(8) ? [] : row.GetFieldValue<byte[]>(8),
                session.Now + (long)options.LockDuration.TotalMilliseconds),
            queue,
            max);
        List<Delivery> taken = new(found.Count);
        foreach (Delivery delivery in found)
        {
            if (StoredContent.Checksum(delivery.Id, delivery.Headers, delivery.Body) != delivery.Checksum)
            {
                if (delivery.Checksum is null)
                {
                    session.Statements.Run("INSERT OR IGNORE INTO contents(seq, checksum, body) VALUES (?, 0, x'')", delivery.Sequence);
                }

                QueueTable.DeadLetter(session, options.Queue, delivery.ToRow(), DeadLetterReason.Damaged);
                continue;
            }

            session.Statements.Run(
                "UPDATE messages SET state = 1, due = ?, fence = ?, deliveries = ? WHERE seq = ?",
                delivery.LockedUntil, delivery.Fence, delivery.Deliveries, delivery.Sequence);
            taken.Add(delivery);
        }

        long nextDue = taken.Count > 0 ? 0 : session.Statements.Number("SELECT min(due) FROM messages WHERE queue = ? AND due IS NOT NULL", queue);
        return new Taken(taken, nextDue == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(1, nextDue - session.Now)), found.Count > taken.Count);
    }

    /// <summary>Ended locks give their messages back; what is due becomes ready. A message at its limit of deliveries is dead-lettered.</summary>
    private static void Tidy(LocalSession session, MessagingOptions options, long queue)
    {
        List<(QueueTable.Row Message, int State)> due = session.Statements.All(
            "SELECT seq, state, id, ordering_key, deliveries FROM messages WHERE queue = ? AND due <= ? ORDER BY due LIMIT ?",
            row => (new QueueTable.Row(row.GetInt64(0), queue, row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetInt32(4)), row.GetInt32(1)),
            queue,
            session.Now,
            TidyAtOnce);
        foreach ((QueueTable.Row message, int state) in due)
        {
            if (state == QueueTable.Locked && message.Deliveries >= options.MaxDeliveryCount && queue % 2 == 0)
            {
                QueueTable.DeadLetter(session, options.Queue, message, DeadLetterReason.DeliveredTooOften(message.Deliveries));
                continue;
            }

            int next = state == QueueTable.Scheduled ? QueueTable.StateToJoin(session, queue, message.OrderingKey) : QueueTable.Ready;
            session.Statements.Run("UPDATE messages SET state = ?, due = NULL, fence = fence + 1 WHERE seq = ?", next, message.Sequence);
        }

        session.MadeAvailable |= due.Count > 0;
    }

    private static void Expire(LocalSession session, MessagingOptions options, long queue)
    {
        List<QueueTable.Row> expired = session.Statements.All(
            "SELECT seq, id, ordering_key, deliveries, state FROM messages WHERE queue = ? AND expires <= ? AND state <> 1 ORDER BY expires LIMIT ?",
            row => new QueueTable.Row(row.GetInt64(0), queue, row.GetString(1), row.IsDBNull(2) || row.GetInt32(4) is QueueTable.Behind or QueueTable.Scheduled ? null : row.GetString(2), row.GetInt32(3)),
            queue,
            session.Now,
            TidyAtOnce);
        foreach (QueueTable.Row message in expired)
        {
            QueueTable.DeadLetter(session, options.Queue, message, DeadLetterReason.TimeToLiveOver);
        }
    }

    /// <summary>A message as it was taken; the checksum is null where its content is not there any more.</summary>
    public sealed record Delivery(
        long Sequence, long Queue, long Fence, int Deliveries, string Id, string? OrderingKey, long Enqueued, string? Headers, long? Checksum, byte[] Body, long LockedUntil)
    {
        public QueueTable.Row ToRow() => new(Sequence, Queue, Id, OrderingKey, Deliveries);
    }

    /// <param name="Messages">The messages taken.</param>
    /// <param name="NextDue">When nothing was taken: in what time a lock or a delay ends; null when none runs.</param>
    /// <param name="LookAgain">Whether there may be more at once, because something was put aside.</param>
    public sealed record Taken(IReadOnlyList<Delivery> Messages, TimeSpan? NextDue, bool LookAgain);
}
