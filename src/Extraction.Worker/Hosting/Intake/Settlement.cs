using Extraction.Contracts;

namespace Extraction.Worker.Hosting.Intake;

/// <summary>What shall become of a handled message. The handler decides, the processor does it.</summary>
internal abstract record Settlement
{
    private Settlement()
    {
    }

    /// <summary>Done: the message leaves the queue.</summary>
    public static Settlement Done { get; } = new Complete();

    /// <summary>The message is finished.</summary>
    public sealed record Complete : Settlement;

    /// <summary>The message comes back.</summary>
    /// <param name="Delay">After how long.</param>
    /// <param name="CountsAttempt">False where someone else is down: the message has done nothing wrong.</param>
    public sealed record RetryLater(TimeSpan Delay, bool CountsAttempt) : Settlement;

    /// <summary>The message is given up.</summary>
    /// <param name="Why">Code and sentence.</param>
    /// <param name="Stage">The step that gave it up.</param>
    public sealed record DeadLetter(Rejection Why, string Stage) : Settlement
    {
        /// <summary>More for the dead letter's headers: worker, prompt, model, attempts.</summary>
        public IReadOnlyDictionary<string, string>? Details { get; init; }
    }
}
