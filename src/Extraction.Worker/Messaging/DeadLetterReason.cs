using System.Globalization;
using Extraction.Contracts;

namespace Extraction.Worker.Messaging;

/// <summary>Why a message was given up; it stands in the dead letter's headers.</summary>
/// <param name="Code">The code by which operators filter: a wire form of <see cref="FailureCode"/>, <see cref="Expired"/>, or <see cref="DamagedCode"/>.</param>
/// <param name="Sentence">What is wrong and what to do, in one sentence without document content.</param>
/// <param name="Stage">The step that gave it up: <c>receive</c>, <c>read</c>, <c>extract</c>, ….</param>
internal sealed record DeadLetterReason(string Code, string Sentence, string Stage)
{
    /// <summary>The code of a message whose time to live ran out before anyone received it.</summary>
    public const string Expired = "message-expired";

    /// <summary>The code of a message whose content is not what its sender wrote: a bit of the file has flipped. It is never replayed.</summary>
    public const string DamagedCode = "message-damaged";

    /// <summary>The stage of everything that the queue gives up by itself.</summary>
    public const string ReceiveStage = "receive";

    /// <summary>More to record: worker, prompt, model, attempts. Names of headers and their values.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = MessageHeaders.None;

    public static DeadLetterReason From(Rejection rejection, string stage) => new(rejection.Code.ToWire(), rejection.Sentence, stage);

    public static DeadLetterReason DeliveredTooOften(int deliveries) => new(
        FailureCode.AttemptsExhausted.ToWire(),
        string.Create(CultureInfo.InvariantCulture, $"The message was delivered {deliveries} times, which is the limit, and never finished; look at the worker's log, then replay."),
        ReceiveStage);

    public static DeadLetterReason TimeToLiveOver { get; } = new(
        Expired, "The message was not received within its time to live; replay it if it is still wanted.", ReceiveStage);

    public static DeadLetterReason Damaged { get; } = new(
        DamagedCode, "The stored message does not match its checksum; examine the disk and submit the document again.", ReceiveStage);

    /// <summary>The headers of the dead letter: the message's own, and these.</summary>
    /// <param name="headers">The message's own.</param>
    /// <param name="source">The queue it comes from.</param>
    /// <param name="deliveries">How often it was delivered.</param>
    /// <param name="mark">A mark that no other dead letter has.</param>
    /// <param name="at">When it was given up.</param>
    public Dictionary<string, string> ApplyTo(IReadOnlyDictionary<string, string> headers, string source, int deliveries, string mark, DateTimeOffset at)
    {
        Dictionary<string, string> all = new(MessageHeaders.WithoutFailure(headers), StringComparer.Ordinal);
        foreach ((string name, string value) in Details)
        {
            all[name.StartsWith(MessageHeaders.DeadLetterPrefix, StringComparison.Ordinal) ? name : MessageHeaders.DeadLetterPrefix + name] = value;
        }

        all[MessageHeaders.DeadLetterCode] = Code;
        all[MessageHeaders.DeadLetterSentence] = Sentence;
        all[MessageHeaders.DeadLetterStage] = Stage;
        all[MessageHeaders.DeadLetterSource] = source;
        all[MessageHeaders.DeadLetterDeliveries] = deliveries.ToString(CultureInfo.InvariantCulture);
        all[MessageHeaders.DeadLetterAt] = at.ToString("O", CultureInfo.InvariantCulture);
        all[MessageHeaders.DeadLetterId] = mark;
        return all;
    }
}
