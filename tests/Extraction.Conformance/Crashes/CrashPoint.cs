namespace Extraction.Conformance.Crashes;

/// <summary>The labelled points of a document's path at which a worker can be killed.</summary>
internal static class CrashPoint
{
    public const string Received = "received";
    public const string AttemptWritten = "attempt-written";
    public const string Read = "read";
    public const string ModelAsked = "model-asked";
    public const string ModelAnswered = "model-answered";
    public const string Recorded = "recorded";
    public const string EventSent = "event-sent";
    public const string MarkedSent = "marked-sent";
    public const string Settled = "settled";

    /// <summary>All of them, in the order of the path.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Received, AttemptWritten, Read, ModelAsked, ModelAnswered, Recorded, EventSent, MarkedSent, Settled];
}
