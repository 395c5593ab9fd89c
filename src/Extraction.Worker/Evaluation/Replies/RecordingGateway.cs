using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Evaluation.Replies;

/// <summary>Asks the model, and writes its reply down. What is recorded already is not asked again.</summary>
internal sealed class RecordingGateway(IModelGateway inner, ReplyRecording recording) : IModelGateway
{
    public ModelIdentity Model => inner.Model;

    public async Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        string key = ReplyKey.Of(prompt);
        if (recording.Find(key) is { } recorded && recorded.Identity == Model.Name)
        {
            return ReplayGateway.Outcome(recorded);
        }

        Outcome<ModelReply> outcome = await inner.AskAsync(prompt, cancellationToken);
        string name = $"{prompt.Prompt.Name}@{prompt.Prompt.Version}";
        switch (outcome)
        {
            case Outcome<ModelReply>.Done { Value: ModelReply reply }:
                recording.Add(new RecordedReply(key, name, Model.Name, Model.Revision, reply.Model, reply.Json, reply.Usage));
                break;
            case Outcome<ModelReply>.Reject { Why: Rejection why }:
                recording.Add(new RecordedReply(key, name, Model.Name, Model.Revision, Model.Name, null, null, why.Code, why.Sentence));
                break;
        }

        return outcome;
    }
}
