using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Extraction.Worker.Messaging.Local;

/// <inheritdoc cref="IMessageQueue"/>
internal sealed class LocalQueue(LocalStore store, TransportCapabilities capabilities) : IMessageQueue
{
    /// <summary>Each state by its index, then together in the order of the numbers: no page reads more than it shows.</summary>
    private static readonly string PeekSql =
        "SELECT m.seq, m.id, coalesce(c.body, x''), c.headers, m.ordering_key, m.state, m.due, m.deliveries, m.enqueued FROM ("
        + string.Join(" UNION ALL ", Enumerable.Range(0, 5).Select(state => FormattableString.Invariant(
            $"SELECT * FROM (SELECT * FROM messages WHERE queue = ? AND state = {state} AND seq >= ? ORDER BY seq LIMIT ?)")))
        + ") m LEFT JOIN contents c ON c.seq = m.seq ORDER BY m.seq LIMIT ?";

    public string Name => store.Options.Queue;

    public TransportCapabilities Capabilities => capabilities;

    public Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        MessageTooLargeException.ThrowIfAny(messages, store.Options.MaxMessageBytes);
        return store.WriteAsync<IReadOnlyList<SendOutcome>>(
            session => [.. messages.Select(message => Sending.Send(session, store.Options, message))], cancellationToken);
    }

    public async Task<string?> ScheduleAsync(OutgoingMessage message, DateTimeOffset due, CancellationToken cancellationToken)
    {
        MessageTooLargeException.ThrowIfAny([message], store.Options.MaxMessageBytes);
        long sequence = await store.WriteAsync(session => Sending.Schedule(session, store.Options, message, due), cancellationToken);
        return sequence == 0 ? null : sequence.ToString(CultureInfo.InvariantCulture);
    }

    public async Task<bool> CancelScheduledAsync(string receipt, CancellationToken cancellationToken) =>
        long.TryParse(receipt, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
        && await store.WriteAsync(session => Sending.Cancel(session, store.Options, sequence), cancellationToken);

    public IMessageReceiver OpenReceiver(SubQueue subQueue = SubQueue.Main, int prefetch = 0, int mostInHand = 0) => new LocalReceiver(store, subQueue);

    public async Task<IReadOnlyList<PeekedMessage>> PeekAsync(SubQueue subQueue, long fromSequence, int max, CancellationToken cancellationToken)
    {
        (long queue, long now) = await store.WriteAsync(session => (session.Queue(Name, subQueue), session.Now), cancellationToken);
        object?[] part = [queue, fromSequence, max];
        return await store.Reader.ReadAsync(
            sql => sql.All(PeekSql, row => ToPeeked(row, now), [.. Enumerable.Repeat(part, 5).SelectMany(values => values), max]), cancellationToken);
    }

    public async Task<QueueCounts> CountAsync(CancellationToken cancellationToken)
    {
        long queue = await store.WriteAsync(session => session.Queue(Name), cancellationToken);
        return await store.Reader.ReadAsync(
            sql =>
            {
                Dictionary<int, long> counts = sql.All(
                    "SELECT state, count(*) FROM messages WHERE queue = ? GROUP BY state", row => (State: row.GetInt32(0), Count: row.GetInt64(1)), queue)
                    .ToDictionary(row => row.State, row => row.Count);
                return new QueueCounts(
                    counts.GetValueOrDefault(QueueTable.Ready) + counts.GetValueOrDefault(QueueTable.Behind),
                    counts.GetValueOrDefault(QueueTable.Locked),
                    counts.GetValueOrDefault(QueueTable.Delayed) + counts.GetValueOrDefault(QueueTable.Scheduled),
                    sql.Number("SELECT count(*) FROM messages WHERE queue = ?", queue + 1));
            },
            cancellationToken);
    }

    private static PeekedMessage ToPeeked(SqliteDataReader row, long now)
    {
        bool due = row.IsDBNull(6) || row.GetInt64(6) <= now;
        MessageState state = row.GetInt32(5) switch
        {
            _ when due => MessageState.Active,
            QueueTable.Locked => MessageState.Locked,
            _ => MessageState.Scheduled,
        };
        return new PeekedMessage(
            row.GetInt64(0),
            row.GetString(1),
            row.GetFieldValue<byte[]>(2),
            StoredContent.HeadersFromText(row.IsDBNull(3) ? null : row.GetString(3)),
            row.IsDBNull(4) ? null : row.GetString(4),
            state,
            row.GetInt32(7),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)));
    }
}
