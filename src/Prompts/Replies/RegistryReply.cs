using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Replies;

/// <summary>The reply to <c>registry-profile</c> from version 1.1.</summary>
/// <param name="Companies">One entry a record.</param>
public sealed record RegistryReply(IReadOnlyList<RegistryEntry> Companies)
{
    /// <summary>Reads a reply about companies in either form.</summary>
    /// <param name="json">A reply that fits its prompt's schema.</param>
    public static CompaniesReply Read(JsonNode json) => json["companies"] is JsonArray and [JsonObject first, ..] && first.ContainsKey("facts")
        ? new CompaniesReply([.. json.Deserialize<RegistryReply>(ReplyJson.Options)!.Companies.Select(entry => entry.ToCompany())])
        : json.Deserialize<CompaniesReply>(ReplyJson.Options)!;

    /// <summary>The short form of a reply.</summary>
    public static RegistryReply Of(CompaniesReply reply) => new([.. reply.Companies.Select(RegistryEntry.Of)]);
}
