using System.Runtime.CompilerServices;

namespace Extraction.Worker.Messaging.Local;

/// <inheritdoc cref="IEventTopic"/>
/// <remarks>An ordered log in the file. An id is kept for ever, so an event stands in it once, however often it is published.</remarks>
internal sealed class LocalTopic(LocalStore store) : IEventTopic
{
    private const int Page = 200;

    /// <summary>A follower looks again after this time even if nothing woke it.</summary>
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30);

    public string Name => store.Options.Topic;

    public Task<IReadOnlyList<SendOutcome>> PublishAsync(IReadOnlyList<OutgoingMessage> events, CancellationToken cancellationToken)
    {
        MessageTooLargeException.ThrowIfAny(events, store.Options.MaxMessageBytes);
        return store.WriteAsync<IReadOnlyList<SendOutcome>>(session => [.. events.Select(one => Publish(session, one))], cancellationToken);
    }

    public async IAsyncEnumerable<PublishedEvent> ReadAsync(long after, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long topic = await store.WriteAsync(session => session.Topic(Name), cancellationToken);
        while (true)
        {
            Task signal = store.Changed.Next;
            long version = store.Reader.Version();
            List<PublishedEvent> page = await store.Reader.ReadAsync(sql => ReadPage(sql, topic, after), cancellationToken);
            foreach (PublishedEvent one in page)
            {
                yield return one;
                after = one.Position;
            }

            if (page.Count == 0)
            {
                if (!follow)
                {
                    yield break;
                }

                await store.WaitForChangeAsync(signal, version, LongestNap, cancellationToken);
            }
        }
    }

    public async Task<long> PositionBeforeAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        long topic = await store.WriteAsync(session => session.Topic(Name), cancellationToken);
        return await store.Reader.ReadAsync(
            sql => sql.Number("SELECT min(position) FROM events WHERE topic = ? AND published >= ?", topic, since.ToUnixTimeMilliseconds()) is > 0 and long first
                ? first - 1
                : sql.Number("SELECT max(position) FROM events WHERE topic = ?", topic),
            cancellationToken);
    }

    private SendOutcome Publish(LocalSession session, OutgoingMessage one)
    {
        int added = session.Statements.Run(
            "INSERT OR IGNORE INTO events(topic, id, published, headers, body) VALUES (?, ?, ?, ?, ?)",
            session.Topic(Name), one.Id, session.Clock.Wall, StoredContent.HeadersToText(one.Headers), StoredContent.BodyToBytes(one.Body));
        session.MadeAvailable |= added > 0;
        return added > 0 ? SendOutcome.Accepted : SendOutcome.Duplicate;
    }

    private static List<PublishedEvent> ReadPage(Statements sql, long topic, long after) => sql.All(
        "SELECT position, id, body, headers, published FROM events WHERE topic = ? AND position > ? ORDER BY position LIMIT ?",
        row => new PublishedEvent(
            row.GetInt64(0),
            row.GetString(1),
            row.GetFieldValue<byte[]>(2),
            StoredContent.HeadersFromText(row.IsDBNull(3) ? null : row.GetString(3)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4))),
        topic,
        after,
        Page);
}
