using Extraction.Contracts;
using Extraction.Prompts;

namespace Extraction.Worker.LanguageModels;

/// <summary>The one way to a model.</summary>
internal interface IModelGateway
{
    /// <summary>What decides a reply besides the prompt: the model's name and settings, as they enter the recipe and the lineage.</summary>
    ModelIdentity Model { get; }

    /// <summary>Whether asking costs nothing, so that no books need to be kept.</summary>
    bool IsFree => false;

    /// <summary>
    /// Asks, parses the reply and checks it against the prompt's schema; asks again with the validator's words where it does not fit.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken);

    /// <summary>
    /// The same for a question that can be taken apart: a reply that breaks off comes back with what is complete of it, <see cref="ModelReply.IsCut"/>, after being
    /// asked for again at most <paramref name="cutReasks"/> times.
    /// </summary>
    Task<Outcome<ModelReply>> AskPartAsync(RenderedPrompt prompt, int cutReasks, CancellationToken cancellationToken) => AskAsync(prompt, cancellationToken);
}
