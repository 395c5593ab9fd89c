using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Evaluation.Replies;

/// <summary>Adds up what the calls of one document take, so that a document without a company counts too.</summary>
internal sealed class MeteredGateway(IModelGateway inner) : IModelGateway
{
    private readonly AsyncLocal<Meter?> _meter = new();

    public ModelIdentity Model => inner.Model;

    /// <summary>Begins to count for everything that is awaited from here on.</summary>
    public Meter Begin()
    {
        Meter meter = new();
        _meter.Value = meter;
        return meter;
    }

    public async Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        Outcome<ModelReply> outcome = await inner.AskAsync(prompt, cancellationToken);
        if (outcome is Outcome<ModelReply>.Done { Value: ModelReply reply })
        {
            _meter.Value?.Add(reply.Usage);
        }

        return outcome;
    }

    /// <summary>What one document took.</summary>
    internal sealed class Meter
    {
        private readonly Lock _adding = new();

        public ModelUsage Used { get; private set; } = ModelUsage.None;

        public void Add(ModelUsage usage)
        {
            lock (_adding)
            {
                Used += usage;
            }
        }
    }
}
