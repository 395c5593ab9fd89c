using System.Text.Json;
using Extraction.Prompts.Rendering;
using Extraction.Prompts.Replies;
using Extraction.Worker.LanguageModels.Configuration;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels.Offline;

/// <summary>
/// The rule-based reader as a chat service: it answers the rendered prompts, in the form that a model would. It uses no tokens.
/// </summary>
internal sealed class OfflineChatCompletionService(IOfflineReader reader) : ChatService(ModelsOptions.OfflineRules)
{
    private const string Unknown = "unknown";

    /// <summary>The version of registry-profile whose replies give each value with its quote.</summary>
    private const string LongForm = "1.0.0";

    /// <summary>The version whose replies cannot say that a record names no company.</summary>
    private const string WithoutNothing = "1.1.0";

    /// <summary>The reply to a user message, as JSON text.</summary>
    /// <exception cref="ModelCallException">The prompt is of a task that the reader does not know.</exception>
    public static string Answer(IOfflineReader reader, string user)
    {
        UserMessage? message = UserMessage.Read(user);
        return message?.Task switch
        {
            "company-profile" => Json(reader.ReadProfile(Value(message, "document"), Value(message, "kind"), Language(message))),
            "registry-profile" => Registry(reader, PackedRecords.Split(Value(message, "records")), message.Version),
            "chain-placement" => Json(reader.ChoosePlacement(Value(message, "profile"), Value(message, "candidates"))),
            _ => throw new ModelCallException(
                ModelFault.BadRequest,
                $"{ModelsOptions.OfflineRules} answers company-profile, registry-profile and chain-placement, not {message?.Task ?? "a prompt without a task line"}; set Models:Use to a model."),
        };
    }

    protected override Task<ModelAnswer> AnswerAsync(ChatHistory messages, ModelCallSettings settings, CancellationToken cancellationToken)
    {
        string user = messages.FirstOrDefault(m => m.Role == AuthorRole.User)?.Content ?? string.Empty;
        return Task.FromResult(new ModelAnswer(Answer(reader, user), ReplyEnd.Done, ModelsOptions.OfflineRules, TokenUse.None));
    }

    private static string Registry(IOfflineReader reader, IReadOnlyList<(string Id, string Text)> records, string version)
    {
        CompaniesReply reply = reader.ReadRegistry(records);
        IEnumerable<string> nothing = version == WithoutNothing ? [] : records.Select(record => record.Id).Except(reply.Companies.Select(company => company.Record!));
        return version == LongForm ? Json(reply) : Json(RegistryReply.Of(reply, nothing));
    }

    private static string Value(UserMessage message, string name) => message.Values.GetValueOrDefault(name, string.Empty);

    private static string? Language(UserMessage message) => Value(message, "language") is { Length: > 0 } language && language != Unknown ? language : null;

    private static string Json<T>(T reply) => JsonSerializer.Serialize(reply, ReplyJson.Options);
}
