namespace Extraction.Worker.Messaging.Local;

/// <summary>How messages come into a queue. Within the writer's transaction.</summary>
internal static class Sending
{
    /// <summary>So many forgotten ids are removed at each send, more than one send adds.</summary>
    private const int ForgetAtOnce = 16;

    public static SendOutcome Send(LocalSession session, MessagingOptions options, OutgoingMessage message)
    {
        long queue = session.Queue(options.Queue);
        if (IsDuplicate(session, options, queue, message.DuplicateKey))
        {
            return SendOutcome.Duplicate;
        }

        Insert(session, options, queue, message, QueueTable.StateToJoin(session, queue, message.OrderingKey), due: null);
        return SendOutcome.Accepted;
    }

    /// <summary>Returns the message's number; 0 when it was dropped as a duplicate.</summary>
    public static long Schedule(LocalSession session, MessagingOptions options, OutgoingMessage message, DateTimeOffset due)
    {
        long queue = session.Queue(options.Queue);
        return IsDuplicate(session, options, queue, message.DuplicateKey)
            ? 0
            : Insert(session, options, queue, message, QueueTable.Scheduled, session.Clock.At(due));
    }

    public static bool Cancel(LocalSession session, MessagingOptions options, long sequence)
    {
        bool cancelled = session.Statements.Run(
            "DELETE FROM messages WHERE seq = ? AND queue = ? AND state = 4 AND due > ?", sequence, session.Queue(options.Queue), session.Now) == 1;
        if (cancelled)
        {
            session.Statements.Run("DELETE FROM contents WHERE seq = ?", sequence);
        }

        return cancelled;
    }

    private static long Insert(LocalSession session, MessagingOptions options, long queue, OutgoingMessage message, int state, long? due)
    {
        TimeSpan? life = message.TimeToLive ?? options.TimeToLive;
        long? expires = life is null ? null : (due ?? session.Now) + (long)life.Value.TotalMilliseconds;
        long sequence = session.Statements.Number(
            "INSERT INTO messages(queue, state, due, id, ordering_key, expires, enqueued) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq",
            queue, state, due, message.Id, message.OrderingKey, expires, session.Clock.Wall);
        string? headers = StoredContent.HeadersToText(message.Headers);
        session.Statements.Run(
            "INSERT INTO contents(seq, headers, checksum, body) VALUES (?, ?, ?, ?)",
            sequence, headers, StoredContent.Checksum(message.Id, headers, message.Body.Span), StoredContent.BodyToBytes(message.Body));
        session.MadeAvailable = true;
        return sequence;
    }

    private static bool IsDuplicate(LocalSession session, MessagingOptions options, long queue, string key)
    {
        if (options.DuplicateWindow == TimeSpan.Zero)
        {
            return false;
        }

        long forgotten = session.Now - (long)options.DuplicateWindow.TotalMilliseconds;
        session.Statements.Run(
            "DELETE FROM seen WHERE number IN (SELECT number FROM seen ORDER BY number LIMIT ?) AND at <= ?", ForgetAtOnce, forgotten);
        session.Statements.Run("DELETE FROM seen WHERE queue = ? AND duplicate_key = ? AND at <= ?", queue, key, forgotten);
        return session.Statements.Run("INSERT OR IGNORE INTO seen(queue, duplicate_key, at) VALUES (?, ?, ?)", queue, key, session.Now) == 0;
    }
}
