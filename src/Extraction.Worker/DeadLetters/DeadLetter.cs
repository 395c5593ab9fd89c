using System.Globalization;
using System.Security.Cryptography;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters;

/// <summary>A dead letter as operators see it in a list: everything but its body.</summary>
/// <param name="Key">What tells it from every other dead letter, also from another of the same message.</param>
/// <param name="Sequence">The broker's number, where it gives one.</param>
/// <param name="Id">The message's id: the document's.</param>
/// <param name="Code">Why it was given up, as operators filter.</param>
/// <param name="Sentence">The same in a sentence.</param>
/// <param name="Stage">The step that gave it up.</param>
/// <param name="Source">The queue that it was in.</param>
/// <param name="Kind">The document's kind; null where the body does not say.</param>
/// <param name="Prompt">The prompt it was read with, <c>NAME@VERSION</c>; null where none was used.</param>
/// <param name="Model">The model; null where none was asked.</param>
/// <param name="Worker">Who gave it up; null where the queue did.</param>
/// <param name="Attempts">How often it was tried; null where nobody wrote it down.</param>
/// <param name="At">When it was given up.</param>
/// <param name="EnqueuedAt">When the message came into the queue.</param>
/// <param name="ReplayOf">Where the message was a replay already: the mark of the dead letter that was replayed.</param>
/// <param name="InHand">Whether somebody holds it now.</param>
internal sealed record DeadLetter(
    string Key,
    long Sequence,
    string Id,
    string Code,
    string Sentence,
    string Stage,
    string Source,
    string? Kind,
    string? Prompt,
    string? Model,
    string? Worker,
    int? Attempts,
    DateTimeOffset At,
    DateTimeOffset EnqueuedAt,
    string? ReplayOf,
    bool InHand)
{
    /// <summary>Stands for a code, stage or source that the dead letter does not name, because another program made it.</summary>
    public const string Unknown = "unknown";

    public static DeadLetter From(PeekedMessage message, TransportCapabilities capabilities)
    {
        string? Header(string name) => message.Headers.GetValueOrDefault(name);
        return new DeadLetter(
            KeyOf(message, capabilities),
            message.Sequence,
            message.Id,
            Header(MessageHeaders.DeadLetterCode) ?? Unknown,
            Header(MessageHeaders.DeadLetterSentence) ?? "The dead letter does not say what was wrong; look at its body and headers.",
            Header(MessageHeaders.DeadLetterStage) ?? Unknown,
            Header(MessageHeaders.DeadLetterSource) ?? Unknown,
            MessageBody.KindOf(message.Body),
            Header(MessageHeaders.DeadLetterPrefix + "prompt"),
            Header(MessageHeaders.DeadLetterPrefix + "model"),
            Header(MessageHeaders.DeadLetterPrefix + "worker"),
            Number(Header(MessageHeaders.DeadLetterPrefix + "attempts") ?? Header(MessageHeaders.DeadLetterDeliveries)),
            DateTimeOffset.TryParse(Header(MessageHeaders.DeadLetterAt), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : message.EnqueuedAt,
            message.EnqueuedAt,
            Header(MessageHeaders.Replay),
            message.State == MessageState.Locked);
    }

    /// <summary>
    /// The mark that the queue gave it; else the broker's number, where that stays the same; else id and body, by which twins cannot be told apart,
    /// and then are handled one a run.
    /// </summary>
    public static string KeyOf(IStoredMessage message, TransportCapabilities capabilities) =>
        message.Headers.TryGetValue(MessageHeaders.DeadLetterId, out string? mark) ? mark
        : capabilities.PeeksWithoutTrace && message.Sequence > 0 ? string.Create(CultureInfo.InvariantCulture, $"number-{message.Sequence}")
        : $"body-{message.Id}-{Convert.ToHexStringLower(SHA256.HashData(message.Body.Span).AsSpan(0, 16))}";

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
