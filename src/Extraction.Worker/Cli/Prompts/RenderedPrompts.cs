using System.Collections.Concurrent;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Evaluation;
using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli.Prompts;

/// <summary>Keeps every prompt that the path asks of the gateway.</summary>
internal sealed class RenderedPrompts
{
    private readonly ConcurrentQueue<RenderedPrompt> _asked = new();

    /// <summary>In the order of asking.</summary>
    public IReadOnlyCollection<RenderedPrompt> All => _asked;

    public void Register(IServiceCollection services) => services.DecorateGateway((_, inner) => new Gateway(inner, _asked));

    private sealed class Gateway(IModelGateway inner, ConcurrentQueue<RenderedPrompt> asked) : IModelGateway
    {
        public ModelIdentity Model => inner.Model;

        public Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
        {
            asked.Enqueue(prompt);
            return inner.AskAsync(prompt, cancellationToken);
        }
    }
}
