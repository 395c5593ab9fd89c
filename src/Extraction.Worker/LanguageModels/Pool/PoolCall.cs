using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>A call that looks for an endpoint.</summary>
/// <param name="messages">What is asked.</param>
/// <param name="settings">How.</param>
/// <param name="since">When it began to look.</param>
internal sealed class PoolCall(ChatHistory messages, ModelCallSettings settings, long since)
{
    public ChatHistory Messages { get; } = messages;

    public ModelCallSettings Settings { get; } = settings;

    public long Since { get; } = since;

    /// <summary>Endpoints that failed it.</summary>
    public HashSet<PooledEndpoint> Failed { get; } = [];

    /// <summary>Tries that were sent and never answered.</summary>
    public int Unanswered { get; set; }

    /// <summary>Done when there is an endpoint for it.</summary>
    public TaskCompletionSource<PoolLease> Granted { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
