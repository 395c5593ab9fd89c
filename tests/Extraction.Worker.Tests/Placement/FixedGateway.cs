using System.Text.Json.Nodes;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Tests.Placement;

/// <summary>A model that always answers the same and keeps what it was asked.</summary>
internal sealed class FixedGateway(Func<RenderedPrompt, Outcome<ModelReply>> answer) : IModelGateway
{
    public List<RenderedPrompt> Asked { get; } = [];

    public ModelIdentity Model { get; } = new("fixed", string.Empty);

    /// <summary>Answers with JSON that may depend on the rendered user message.</summary>
    public static FixedGateway Saying(Func<string, string> json) => new(prompt =>
        new Outcome<ModelReply>.Done(new ModelReply(JsonNode.Parse(json(prompt.User))!, "fixed", ModelUsage.None with { Calls = 1 })));

    public Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        Asked.Add(prompt);
        return Task.FromResult(answer(prompt));
    }
}
