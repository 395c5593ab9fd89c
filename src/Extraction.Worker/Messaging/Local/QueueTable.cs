namespace Extraction.Worker.Messaging.Local;

/// <summary>The states in the table, and the moves of a message that several operations share. All within the writer's transaction.</summary>
internal static class QueueTable
{
    public const int Ready = 0;
    public const int Locked = 1;
    public const int Delayed = 2;
    public const int Behind = 3;
    public const int Scheduled = 4;

    /// <summary>The state in which a message joins its queue: behind, while an earlier one of its key is unfinished.</summary>
    public static int StateToJoin(LocalSession session, long queue, string? orderingKey)
    {
        if (orderingKey is null)
        {
            return Ready;
        }

        bool others = session.Statements.Number(
            "SELECT EXISTS(SELECT 1 FROM messages WHERE queue = ? AND ordering_key = ? AND state <= 3)", queue, orderingKey) != 0;
        return others ? Behind : Ready;
    }

    /// <summary>After a message has left its queue: the next one of its key comes forward.</summary>
    public static void Advance(LocalSession session, long queue, string? orderingKey)
    {
        if (orderingKey is not null)
        {
            session.Statements.Run(
                "UPDATE messages SET state = 0 WHERE seq = (SELECT seq FROM messages WHERE queue = ? AND ordering_key = ? AND state = 3 ORDER BY seq LIMIT 1)",
                queue, orderingKey);
            session.MadeAvailable = true;
        }
    }

    /// <summary>Moves a message to the dead letters of its queue, its reason into its headers.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="name">The queue's name.</param>
    /// <param name="message">Which one.</param>
    /// <param name="reason">Why.</param>
    public static void DeadLetter(LocalSession session, string name, Row message, DeadLetterReason reason)
    {
        string? text = session.Statements.First(
            "SELECT headers FROM contents WHERE seq = ?", row => new Text(row.IsDBNull(0) ? null : row.GetString(0)), message.Sequence)?.Value;
        string headers = StoredContent.HeadersToText(reason.ApplyTo(
            StoredContent.HeadersFromText(text),
            name,
            message.Deliveries,
            Guid.NewGuid().ToString("N"),
            DateTimeOffset.FromUnixTimeMilliseconds(session.Clock.Wall)))!;
        SetHeaders(session, message.Sequence, message.Id, headers);
        session.Statements.Run(
            "UPDATE messages SET queue = ?, state = 0, due = NULL, expires = NULL, deliveries = 0, fence = fence + 1 WHERE seq = ?",
            session.Queue(name, SubQueue.DeadLetters), message.Sequence);
        if (message.Queue % 2 == 0)
        {
            Advance(session, message.Queue, message.OrderingKey);
        }

        session.MadeAvailable = true;
    }

    public static void SetHeaders(LocalSession session, long sequence, string id, string? headers)
    {
        byte[] body = session.Statements.All("SELECT body FROM contents WHERE seq = ?", row => row.GetFieldValue<byte[]>(0), sequence)[0];
        session.Statements.Run(
            "UPDATE contents SET headers = ?, checksum = ? WHERE seq = ?", headers, StoredContent.Checksum(id, headers, body), sequence);
    }

    /// <summary>What these moves need to know of a message.</summary>
    public readonly record struct Row(long Sequence, long Queue, string Id, string? OrderingKey, int Deliveries);

    private readonly record struct Text(string? Value);
}
