using System.Text.Json;
using Extraction.Prompts.Replies;

namespace Extraction.Worker.Extraction.Asking;

/// <summary>The reply about a group of records, taken apart by id.</summary>
/// <param name="Answered">The entry of each record that has exactly one.</param>
/// <param name="Missing">Records without an entry, or with several that differ: they have to be asked about again.</param>
/// <param name="Unknown">Names under ids that were not asked about.</param>
internal sealed record PackedReply(IReadOnlyDictionary<string, CompanyReply> Answered, IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown)
{
    /// <param name="ids">The ids that were asked about.</param>
    /// <param name="said">What the model said.</param>
    public static PackedReply Of(IReadOnlyList<string> ids, IReadOnlyList<CompanyReply> said)
    {
        ILookup<string, CompanyReply> entries = said.ToLookup(company => Id(company.Record), StringComparer.OrdinalIgnoreCase);
        Dictionary<string, CompanyReply> answered = new(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            CompanyReply[] own = [.. entries[id]];
            if (own.Length == 1 || (own.Length > 1 && own.All(other => Same(own[0], other))))
            {
                answered.Add(id, own[0]);
            }
        }

        HashSet<string> known = new(ids, StringComparer.OrdinalIgnoreCase);
        return new PackedReply(
            answered,
            [.. ids.Where(id => !answered.ContainsKey(id))],
            [.. said.Where(company => !known.Contains(Id(company.Record))).Select(company => company.Name.Value)]);
    }

    /// <summary>The id without the brackets in which the prompt shows it.</summary>
    private static string Id(string? written) => written?.Trim().Trim('[', ']').Trim() ?? string.Empty;

    private static bool Same(CompanyReply left, CompanyReply right) =>
        JsonSerializer.Serialize(left with { Record = null }, ReplyJson.Options) == JsonSerializer.Serialize(right with { Record = null }, ReplyJson.Options);
}
