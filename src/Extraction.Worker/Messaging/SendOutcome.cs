namespace Extraction.Worker.Messaging;

/// <summary>What became of one sent message.</summary>
internal enum SendOutcome
{
    /// <summary>The broker holds it, safe from a power cut.</summary>
    Accepted,

    /// <summary>Dropped: a message with the same duplicate key was accepted within the window.</summary>
    Duplicate,
}
