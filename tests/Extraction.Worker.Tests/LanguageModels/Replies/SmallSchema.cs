using System.Text.Json.Nodes;
using Extraction.Prompts.Schemas;

namespace Extraction.Worker.Tests.LanguageModels.Replies;

/// <summary>A schema with one of everything that replies get wrong.</summary>
internal static class SmallSchema
{
    /// <summary>The right reply, which every malformed one of <see cref="MalformedReplyTests"/> means.</summary>
    public const string Right = """{"companies":[{"name":"榆川塑业","products":["薄膜","吸管"],"role":"makes","patents":12,"listed":true,"code":null}]}""";

    public static ReplySchema Schema { get; } = ReplySchema.Compile(JsonNode.Parse(
        """
        {
          "type": "object", "additionalProperties": false, "required": ["companies"],
          "properties": { "companies": { "type": "array", "items": { "$ref": "#/$defs/company" } } },
          "$defs": { "company": {
            "type": "object", "additionalProperties": false, "required": ["name", "products", "role", "patents", "listed", "code"],
            "properties": {
              "name": { "type": "string", "minLength": 1 },
              "products": { "type": "array", "items": { "type": "string", "minLength": 1 } },
              "role": { "type": "string", "enum": ["makes", "sells", "uses"] },
              "patents": { "type": ["integer", "null"], "minimum": 0 },
              "listed": { "type": "boolean" },
              "code": { "type": ["string", "null"] }
            } } }
        }
        """)!.AsObject());
}
