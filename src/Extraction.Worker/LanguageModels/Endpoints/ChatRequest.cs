using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Extraction.Prompts.Replies;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>The body of a chat completion request. The same call is the same bytes.</summary>
internal static class ChatRequest
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static BinaryData Write(string model, ChatHistory messages, ModelCallSettings settings, EndpointAbilities abilities)
    {
        ArrayBufferWriter<byte> buffer = new(16 * 1024);
        using (Utf8JsonWriter json = new(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("model", model);
            json.WriteStartArray("messages");
            foreach (ChatMessageContent message in messages)
            {
                json.WriteStartObject();
                json.WriteString("role", message.Role.Label);
                json.WriteString("content", Content(message, settings, abilities));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber(abilities.NewTokenLimit ? "max_completion_tokens" : "max_tokens", settings.MaxTokens);
            if (abilities.Sampling)
            {
                json.WriteNumber("temperature", settings.Temperature);
                if (settings.Seed is int seed)
                {
                    json.WriteNumber("seed", seed);
                }
            }

            WriteFormat(json, settings, abilities.Structured);
            json.WriteEndObject();
        }

        return BinaryData.FromBytes(buffer.WrittenMemory);
    }

    private static string Content(ChatMessageContent message, ModelCallSettings settings, EndpointAbilities abilities)
    {
        string content = message.Content ?? string.Empty;
        return message.Role == AuthorRole.System && abilities.Structured != StructuredMode.Schema
            ? $"{content}\n\n{settings.SchemaNote.Trim()}\n{settings.Schema.ToJsonString(ReplyJson.Options)}"
            : content;
    }

    private static void WriteFormat(Utf8JsonWriter json, ModelCallSettings settings, StructuredMode mode)
    {
        if (mode == StructuredMode.None)
        {
            return;
        }

        json.WriteStartObject("response_format");
        json.WriteString("type", mode == StructuredMode.Schema ? "json_schema" : "json_object");
        if (mode == StructuredMode.Schema)
        {
            json.WriteStartObject("json_schema");
            json.WriteString("name", settings.SchemaName);
            json.WriteBoolean("strict", true);
            json.WritePropertyName("schema");
            settings.Schema.WriteTo(json);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
