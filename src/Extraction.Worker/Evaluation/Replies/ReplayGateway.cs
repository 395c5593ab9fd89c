using System.Text.Json.Nodes;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Evaluation.Replies;

/// <summary>Answers from a recording. No model is called: a question that the recording does not hold is a failure.</summary>
internal sealed class ReplayGateway(ReplyRecording recording) : IModelGateway
{
    public ModelIdentity Model { get; } = recording.First is { } first
        ? new ModelIdentity(first.Identity, first.Revision)
        : throw new EvaluationException($"{recording.File}: the recording holds no reply; make one with --record.");

    /// <exception cref="ReplayMissException">The recording does not hold the question.</exception>
    public Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(recording.Find(ReplyKey.Of(prompt)) is { } recorded
            ? Outcome(recorded)
            : throw new ReplayMissException($"{prompt.Prompt.Name}@{prompt.Prompt.Version}"));
    }

    /// <summary>A recorded reply as the gateway gave it. The tree is copied: a node belongs to one document.</summary>
    public static Outcome<ModelReply> Outcome(RecordedReply recorded) => recorded.Reply is JsonNode reply
        ? new ModelReply(reply.DeepClone(), recorded.Model, recorded.Usage ?? ModelUsage.None)
        : new Rejection(recorded.Code ?? FailureCode.ReplyInvalid, recorded.Sentence ?? "The recording holds no reply.");
}
