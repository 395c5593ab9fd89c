using System.Globalization;
using System.Text;

namespace Extraction.Worker.Messaging;

/// <summary>A message, or an event, on its way out.</summary>
/// <param name="Id">The sender's id: a document id, or an event id. The same id means the same thing said again.</param>
/// <param name="Body">The bytes, as the receiver will see them.</param>
internal sealed record OutgoingMessage(string Id, ReadOnlyMemory<byte> Body)
{
    /// <summary>Names and values that travel beside the body.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = MessageHeaders.None;

    /// <summary>Messages with the same key are handled one after another, in the order in which they were sent; null for no order.</summary>
    public string? OrderingKey { get; init; }

    /// <summary>After this time a message that nobody has received is dead-lettered; null for the queue's own limit.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>What duplicate detection compares. It is the id, but for a replay, which must get past the detection exactly once.</summary>
    public string DuplicateKey { get; init; } = Id;

    /// <summary>Bytes of the body, id and headers: what a broker's size limit counts.</summary>
    public long Size
    {
        get
        {
            long size = Body.Length + Encoding.UTF8.GetByteCount(Id);
            foreach ((string name, string value) in Headers)
            {
                size += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
            }

            return size;
        }
    }

    /// <summary>
    /// A dead letter as a fresh message: same id, body, key and headers, without the marks of its failure, its deliveries counted from zero.
    /// Its duplicate key names this very dead letter, so two replays of it send it once.
    /// </summary>
    public static OutgoingMessage ReplayOf(IStoredMessage deadLetter)
    {
        string mark = deadLetter.Headers.GetValueOrDefault(MessageHeaders.DeadLetterId) ?? deadLetter.Sequence.ToString(CultureInfo.InvariantCulture);
        return new OutgoingMessage(deadLetter.Id, deadLetter.Body)
        {
            Headers = new Dictionary<string, string>(MessageHeaders.WithoutFailure(deadLetter.Headers), StringComparer.Ordinal) { [MessageHeaders.Replay] = mark },
            OrderingKey = deadLetter.OrderingKey,
            DuplicateKey = $"{deadLetter.Id}/replay/{mark}",
        };
    }
}
