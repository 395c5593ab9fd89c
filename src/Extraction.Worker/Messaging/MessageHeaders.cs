using System.Collections.ObjectModel;

namespace Extraction.Worker.Messaging;

/// <summary>The names of the headers that the queue itself reads or writes.</summary>
internal static class MessageHeaders
{
    /// <summary>Which prompt to read the document with instead of the configured one: <c>NAME@VERSION</c>. An operator's replay sets it.</summary>
    public const string Prompt = "prompt";

    /// <summary>What all marks of a failure begin with; a replay removes every one of them.</summary>
    public const string DeadLetterPrefix = "dead-letter-";

    public const string DeadLetterCode = DeadLetterPrefix + "code";
    public const string DeadLetterSentence = DeadLetterPrefix + "sentence";
    public const string DeadLetterStage = DeadLetterPrefix + "stage";

    /// <summary>The queue that the message was in.</summary>
    public const string DeadLetterSource = DeadLetterPrefix + "source";

    /// <summary>How often it had been delivered.</summary>
    public const string DeadLetterDeliveries = DeadLetterPrefix + "deliveries";

    /// <summary>When, in ISO 8601.</summary>
    public const string DeadLetterAt = DeadLetterPrefix + "at";

    /// <summary>A mark that no other dead letter has.</summary>
    public const string DeadLetterId = DeadLetterPrefix + "id";

    /// <summary>On a replayed message: the mark of the dead letter that it was. Attempts before the replay do not count against it.</summary>
    public const string Replay = "replay-of";

    public static IReadOnlyDictionary<string, string> None { get; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The same headers without the marks of a failure.</summary>
    public static IReadOnlyDictionary<string, string> WithoutFailure(IReadOnlyDictionary<string, string> headers) =>
        headers.Where(header => !header.Key.StartsWith(DeadLetterPrefix, StringComparison.Ordinal))
            .ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal);
}
