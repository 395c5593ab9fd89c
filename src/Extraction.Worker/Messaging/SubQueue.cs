namespace Extraction.Worker.Messaging;

/// <summary>Which part of a queue is meant.</summary>
internal enum SubQueue
{
    /// <summary>The messages to be handled.</summary>
    Main,

    /// <summary>Those that were given up, each with code, sentence and stage in its headers.</summary>
    DeadLetters,
}
