using Extraction.Contracts;
using Extraction.Prompts;

namespace Extraction.Worker.LanguageModels;

/// <summary>The one way to a model.</summary>
internal interface IModelGateway
{
    /// <summary>What decides a reply besides the prompt: the model's name and settings, as they enter the recipe and the lineage.</summary>
    ModelIdentity Model { get; }

    /// <summary>
    /// Asks, parses the reply and checks it against the prompt's schema; asks once more with the validator's words where it does not fit.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken);
}
