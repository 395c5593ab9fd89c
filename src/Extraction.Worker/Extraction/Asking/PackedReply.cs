using System.Text.Json;
using Extraction.Prompts.Replies;

namespace Extraction.Worker.Extraction.Asking;

/// <summary>The reply about a group of records, taken apart by id.</summary>
/// <param name="Answered">The companies of each record that is answered; none where the model says that it names none.</param>
/// <param name="Missing">Records without an entry of their own, or with several that differ: they have to be asked about again.</param>
/// <param name="Misplaced">What was said under the ids of missing records and is not theirs.</param>
/// <param name="Unknown">Names under ids that were not asked about, and names that are not those of the record.</param>
internal sealed record PackedReply(
    IReadOnlyDictionary<string, IReadOnlyList<CompanyReply>> Answered, IReadOnlyList<string> Missing, ILookup<string, CompanyReply> Misplaced, IReadOnlyList<string> Unknown)
{
    /// <param name="ids">The ids that were asked about.</param>
    /// <param name="said">What the model said.</param>
    /// <param name="names">Whether the record with an id holds a company's name: an entry whose name it does not hold is another record's.</param>
    public static PackedReply Of(IReadOnlyList<string> ids, RecordsReply said, Func<string, CompanyReply, bool> names)
    {
        Dictionary<string, string> known = ids.ToDictionary(id => id, StringComparer.OrdinalIgnoreCase);
        ILookup<string, CompanyReply> entries = said.Companies.ToLookup(company => known.GetValueOrDefault(Id(company.Record), string.Empty));
        HashSet<string> nothing = said.Nothing.Select(Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, IReadOnlyList<CompanyReply>> answered = new(StringComparer.Ordinal);
        List<CompanyReply> strange = [.. entries[string.Empty]];
        foreach (string id in ids)
        {
            ILookup<bool, CompanyReply> own = entries[id].ToLookup(company => names(id, company));
            CompanyReply[] distinct = [.. own[true].DistinctBy(Content)];
            if (distinct.Length == 0 ? nothing.Contains(id) : distinct.DistinctBy(company => company.Name.Value).Count() == distinct.Length)
            {
                answered.Add(id, distinct);
                strange.AddRange(own[false]);
            }
        }

        return new PackedReply(
            answered,
            [.. ids.Where(id => !answered.ContainsKey(id))],
            ids.Where(id => !answered.ContainsKey(id)).SelectMany(id => entries[id].Where(company => !names(id, company)).Select(company => (id, company))).ToLookup(pair => pair.id, pair => pair.company),
            [.. strange.Select(company => company.Name.Value)]);
    }

    /// <summary>The id without the brackets in which the prompt shows it.</summary>
    private static string Id(string? written) => written?.Trim().Trim('[', ']').Trim() ?? string.Empty;

    private static string Content(CompanyReply company) => JsonSerializer.Serialize(company with { Record = null }, ReplyJson.Options);
}
