namespace Extraction.Worker.Messaging;

/// <summary>The message is no longer in this receiver's hands: its lock ran out, or it is settled. The queue has not changed.</summary>
internal sealed class MessageLockLostException(string sentence, Exception? inner = null) : MessagingException(sentence, inner)
{
    public static MessageLockLostException RanOut(string id) =>
        new($"The lock on message {id} has run out, so another receiver may have it; nothing was changed.");

    public static MessageLockLostException Settled(string id) =>
        new($"Message {id} is settled already; nothing was changed.");
}
