using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Extraction.Prompts.Replies;

/// <summary>How replies are written and read: camel case, Chinese unescaped, <c>record</c> left out where it is null.</summary>
public static class ReplyJson
{
    /// <summary>The frozen options.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutRecord } },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Only packed prompts speak of records: in the others the schema has no such field.</summary>
    private static void LeaveOutRecord(JsonTypeInfo type)
    {
        if (type.Type == typeof(CompanyReply))
        {
            JsonPropertyInfo record = type.Properties.Single(p => p.Name == "record");
            record.ShouldSerialize = static (_, value) => value is not null;
        }
    }
}
