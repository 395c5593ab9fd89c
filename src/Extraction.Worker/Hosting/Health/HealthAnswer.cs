using System.Text.Json;
using System.Text.Json.Serialization;
using Extraction.Worker.Ledger;

namespace Extraction.Worker.Hosting.Health;

/// <summary>How a worker is, as scripts and probes read it.</summary>
/// <param name="Worker">Its name.</param>
/// <param name="State"><c>starting</c>, <c>working</c>, <c>paused</c> or <c>stopping</c>; <c>silent</c> where it has not been heard of for a while.</param>
/// <param name="Sentence">Why it does not work and what to do.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="SeenAt">When it said so.</param>
/// <param name="InHand">Documents being handled.</param>
/// <param name="Finished">Documents finished since its start.</param>
/// <param name="DeadLettered">Documents dead-lettered since its start.</param>
internal sealed record HealthAnswer(
    string Worker, string State, string? Sentence, DateTimeOffset StartedAt, DateTimeOffset SeenAt, long InHand, long Finished, long DeadLettered)
{
    public const string Silent = "silent";

    /// <summary>Camel case, without what is null.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static HealthAnswer Of(WorkerReport report) => new(
        report.Worker,
        report.State,
        report.Sentence,
        DateTimeOffset.FromUnixTimeMilliseconds(report.StartedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(report.SeenAt),
        report.InHand,
        report.Finished,
        report.DeadLettered);

    /// <summary>The same, seen from outside: one that has not been heard of for so long died, or cannot reach the ledger.</summary>
    public HealthAnswer SeenFrom(DateTimeOffset now, TimeSpan patience) => now - SeenAt <= patience
        ? this
        : this with { State = Silent, Sentence = "It has not been heard of since; it died or cannot reach the ledger: look at its log." };
}
