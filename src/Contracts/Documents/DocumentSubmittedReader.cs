using System.Text.Json;

namespace Extraction.Contracts;

/// <summary>Reads a queue message's body as <see cref="DocumentSubmitted"/>, or says in one sentence what is wrong with it.</summary>
public static class DocumentSubmittedReader
{
    private const string See = "see document-submitted.v1.schema.json";

    /// <summary>Longest document id, in UTF-16 code units.</summary>
    public const int MaxDocumentIdLength = 200;

    /// <summary>Reads UTF-8 JSON. A wrong body is rejected with <see cref="FailureCode.MessageInvalid"/>; nothing is thrown.</summary>
    public static Outcome<DocumentSubmitted> Read(ReadOnlyMemory<byte> body)
    {
        int? version;
        try
        {
            using JsonDocument json = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Invalid($"the body is a JSON {Describe(json.RootElement.ValueKind)}, not an object");
            }

            if (!json.RootElement.TryGetProperty("version", out JsonElement stated))
            {
                return Invalid("'version' is missing");
            }

            version = stated.ValueKind == JsonValueKind.Number && stated.TryGetInt32(out int number) ? number : null;
        }
        catch (JsonException wrong)
        {
            return Invalid($"the body is not JSON (line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1})");
        }

        if (version != DocumentSubmitted.CurrentVersion)
        {
            return Invalid($"'version' is not {DocumentSubmitted.CurrentVersion}, the only one that this worker reads; update the worker or the crawler");
        }

        try
        {
            DocumentSubmitted? message = JsonSerializer.Deserialize<DocumentSubmitted>(body.Span, ContractJson.Options);
            return message is null ? Invalid("the body is null") : Check(message);
        }
        catch (JsonException wrong)
        {
            string where = wrong.Path is { Length: > 2 } path ? $"'{path[2..]}' has a wrong type or value" : "a required field ('documentId', 'kind' or 'source') is missing or has a wrong type";
            return Invalid(where);
        }
    }

    private static Outcome<DocumentSubmitted> Check(DocumentSubmitted message)
    {
        if (string.IsNullOrWhiteSpace(message.DocumentId) || message.DocumentId.Length > MaxDocumentIdLength)
        {
            return Invalid($"'documentId' must have 1 to {MaxDocumentIdLength} characters");
        }

        DocumentSource source = message.Source;
        int given = (source.Uri is null ? 0 : 1) + (source.Content is null ? 0 : 1) + (source.ContentBase64 is null ? 0 : 1);
        return given == 1
            ? message
            : Invalid($"'source' must hold exactly one of 'uri', 'content' and 'contentBase64', and holds {given}");
    }

    private static Rejection Invalid(string what) => new(FailureCode.MessageInvalid, $"The message is not a document-submitted message: {what}; {See}.");

    private static string Describe(JsonValueKind kind) => kind.ToString().ToLowerInvariant();
}
