using Extraction.Prompts;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels;

/// <summary>What is sent for one question: the prompt, and after a reply that did not fit, that reply and the words about it. Immutable.</summary>
internal sealed class Conversation
{
    private readonly RenderedPrompt _prompt;
    private readonly (string Reply, string Correction)? _correction;

    public Conversation(RenderedPrompt prompt)
        : this(prompt, ModelCallSettings.For(prompt.Prompt), null)
    {
    }

    private Conversation(RenderedPrompt prompt, ModelCallSettings settings, (string Reply, string Correction)? correction) =>
        (_prompt, Settings, _correction) = (prompt, settings, correction);

    public ModelCallSettings Settings { get; }

    /// <summary>The messages, the prompt's first and the same bytes each time, so that a prefix cache can serve them.</summary>
    public ChatHistory Messages()
    {
        ChatHistory messages = new(_prompt.System);
        messages.AddUserMessage(_prompt.User);
        if (_correction is (string reply, string correction))
        {
            messages.AddAssistantMessage(reply);
            messages.AddUserMessage(correction);
        }

        return messages;
    }

    /// <summary>Only the last reply is shown again: it is the one to be put right.</summary>
    public Conversation WithCorrection(string reply, string correction) => new(_prompt, Settings, (reply, correction));

    /// <summary>The same question, with room for a longer reply.</summary>
    public Conversation WithLongerReply(int factor) => new(_prompt, Settings.WithMaxTokens(checked(Settings.MaxTokens * factor)), _correction);

    /// <summary>The tokens by our own count, for endpoints that do not say.</summary>
    public TokenUse Count(string reply) => new(Messages().Sum(m => (long)TokenCounter.Count(m.Content ?? string.Empty)), TokenCounter.Count(reply), 0);
}
