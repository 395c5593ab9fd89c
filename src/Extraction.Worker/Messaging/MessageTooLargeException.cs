using System.Globalization;

namespace Extraction.Worker.Messaging;

/// <summary>A message is larger than the queue takes. It was refused before anything was sent.</summary>
internal sealed class MessageTooLargeException(string id, long size, long limit) : MessagingException(
    string.Create(CultureInfo.InvariantCulture, $"Message {id} has {size} bytes and the queue takes {limit}; put the document at a URI and send that, or raise Messaging:MaxMessageBytes if the broker allows it."))
{
    /// <summary>Raises it for the first message over the limit.</summary>
    public static void ThrowIfAny(IEnumerable<OutgoingMessage> messages, long limit)
    {
        foreach (OutgoingMessage message in messages)
        {
            if (message.Size > limit)
            {
                throw new MessageTooLargeException(message.Id, message.Size, limit);
            }
        }
    }
}
