namespace Extraction.Worker.Messaging;

/// <summary>Where a message stands in its queue.</summary>
internal enum MessageState
{
    /// <summary>Waiting to be received, or behind an earlier message with the same ordering key.</summary>
    Active,

    /// <summary>In someone's hands, under a lock.</summary>
    Locked,

    /// <summary>Not due yet: scheduled by its sender, or abandoned with a delay.</summary>
    Scheduled,
}
