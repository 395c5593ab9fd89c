using System.Runtime.CompilerServices;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Services;

namespace Extraction.Worker.LanguageModels;

/// <summary>Semantic Kernel's chat abstraction for all who answer a call with one <see cref="ModelAnswer"/>, which travels as the message's inner content.</summary>
/// <param name="model">The model's name.</param>
internal abstract class ChatService(string model) : IChatCompletionService
{
    public IReadOnlyDictionary<string, object?> Attributes { get; } = new Dictionary<string, object?> { [AIServiceExtensions.ModelIdKey] = model };

    /// <exception cref="ModelCallException">The call brought no reply.</exception>
    public async Task<IReadOnlyList<ChatMessageContent>> GetChatMessageContentsAsync(
        ChatHistory chatHistory, PromptExecutionSettings? executionSettings = null, Kernel? kernel = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ModelCallSettings settings = executionSettings as ModelCallSettings
            ?? throw new ArgumentException($"The settings must be {nameof(ModelCallSettings)}.", nameof(executionSettings));
        ModelAnswer answer = await AnswerAsync(chatHistory, settings, cancellationToken);
        return [new ChatMessageContent(AuthorRole.Assistant, answer.Text, answer.Model, answer)];
    }

    /// <summary>The whole reply as one piece: replies are checked as a whole before anything is done with them.</summary>
    public async IAsyncEnumerable<StreamingChatMessageContent> GetStreamingChatMessageContentsAsync(
        ChatHistory chatHistory,
        PromptExecutionSettings? executionSettings = null,
        Kernel? kernel = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (ChatMessageContent message in await GetChatMessageContentsAsync(chatHistory, executionSettings, kernel, cancellationToken))
        {
            yield return new StreamingChatMessageContent(message.Role, message.Content, message.InnerContent, modelId: message.ModelId);
        }
    }

    /// <summary>Answers one call.</summary>
    /// <exception cref="ModelCallException">The call brought no reply.</exception>
    protected abstract Task<ModelAnswer> AnswerAsync(ChatHistory messages, ModelCallSettings settings, CancellationToken cancellationToken);
}
