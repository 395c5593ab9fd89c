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
        string? headers = StoredContent.HeadersToText(one.Headers);
        int added = session.Statements.Run(
            "INSERT OR IGNORE INTO events(topic, id, published, headers, body, checksum) VALUES (?, ?, ?, ?, ?, ?)",
            session.Topic(Name), one.Id, session.Clock.Wall, headers, StoredContent.BodyToBytes(one.Body), StoredContent.Checksum(one.Id, headers, one.Body.Span));
        session.MadeAvailable |= added > 0;
        return added > 0 ? SendOutcome.Accepted : SendOutcome.Duplicate;
    }

    private List<PublishedEvent> ReadPage(Statements sql, long topic, long after) => sql.All(
        "SELECT position, id, body, headers, published, checksum FROM events WHERE topic = ? AND position > ? ORDER BY position LIMIT ?",
        row => ToEvent(
            row.GetInt64(0),
            row.GetString(1),
            row.GetFieldValue<byte[]>(2),
            row.IsDBNull(3) ? null : row.GetString(3),
            row.GetInt64(4),
            row.IsDBNull(5) ? null : row.GetInt64(5)),
        topic,
        after,
        Page);

    /// <summary>Events of a file that was made before they had checksums are taken as they are.</summary>
    private PublishedEvent ToEvent(long position, string id, byte[] body, string? headers, long published, long? checksum) =>
        checksum is null || checksum == StoredContent.Checksum(id, headers, body)
            ? new PublishedEvent(position, id, body, StoredContent.HeadersFromText(headers), DateTimeOffset.FromUnixTimeMilliseconds(published))
            : throw new MessagingException(
                $"The event at position {position} of the queue file {store.Options.Local.Path} does not match its checksum; examine the disk, and restore the file from a copy.");
}
