using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Prompts.Replies;

/// <summary>The reply to <c>registry-profile</c> from version 1.1.</summary>
/// <param name="Companies">One entry a record.</param>
public sealed record RegistryReply(IReadOnlyList<RegistryEntry> Companies)
{
    /// <summary>Reads a reply about companies in either form.</summary>
    /// <param name="json">A reply that fits its prompt's schema.</param>
    public static RecordsReply Read(JsonNode json)
    {
        if (json["companies"] is not (JsonArray and [JsonObject first, ..]) || !first.ContainsKey("facts"))
        {
            return new RecordsReply(json.Deserialize<CompaniesReply>(ReplyJson.Options)!.Companies, []);
        }

        IReadOnlyList<RegistryEntry> entries = json.Deserialize<RegistryReply>(ReplyJson.Options)!.Companies;
        return new RecordsReply([.. entries.Select(entry => entry.ToCompany()).OfType<CompanyReply>()], [.. entries.Where(entry => entry.Name is null).Select(entry => entry.Record)]);
    }

    /// <summary>The short form of a reply.</summary>
    /// <param name="reply">The companies, each with its record.</param>
    /// <param name="nothing">Records that name none.</param>
    public static RegistryReply Of(CompaniesReply reply, IEnumerable<string> nothing) =>
        new([.. reply.Companies.Select(RegistryEntry.Of), .. nothing.Select(record => new RegistryEntry(record, null, []))]);
}
