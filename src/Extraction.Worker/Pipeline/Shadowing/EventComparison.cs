using System.Globalization;
using Extraction.Contracts;

namespace Extraction.Worker.Pipeline.Shadowing;

/// <summary>Sets the events of two readings of one document side by side.</summary>
internal static class EventComparison
{
    public static IReadOnlyList<ShadowDifference> Of(IReadOnlyList<ChainPlacementEnvelope> active, IReadOnlyList<ChainPlacementEnvelope> shadow)
    {
        List<ShadowDifference> differences = [];
        foreach (string company in active.Concat(shadow).Select(one => one.Data.Company.Name).Distinct(StringComparer.Ordinal))
        {
            Dictionary<string, string[]> left = Fields(Find(active, company));
            Dictionary<string, string[]> right = Fields(Find(shadow, company));
            differences.AddRange(left.Keys
                .Select(field => new ShadowDifference(company, field, [.. left[field].Except(right[field])], [.. right[field].Except(left[field])]))
                .Where(difference => difference.OnlyActive.Count + difference.OnlyShadow.Count > 0));
        }

        return differences;
    }

    private static ChainPlacementEvent? Find(IEnumerable<ChainPlacementEnvelope> events, string company) =>
        events.FirstOrDefault(one => one.Data.Company.Name == company)?.Data;

    private static Dictionary<string, string[]> Fields(ChainPlacementEvent? one) => new(StringComparer.Ordinal)
    {
        ["name"] = One(one?.Company.Name),
        ["creditCode"] = One(one?.Company.CreditCode),
        ["location"] = One(one?.Company.Location is { } place ? $"{place.Province} {place.City}" : null),
        ["mainBusiness"] = One(one?.MainBusiness?.Text),
        ["products"] = Names(one?.Products),
        ["patentCount"] = One(one?.Patents?.Count?.ToString(CultureInfo.InvariantCulture)),
        ["patentNumbers"] = [.. one?.Patents?.Numbers.Select(number => number.Number) ?? []],
        ["customers"] = Names(one?.Customers),
        ["endCustomers"] = Names(one?.EndCustomers),
        ["honours"] = Names(one?.Company.Honours),
        ["placements"] = [.. one?.Placements.Select(placement => $"{placement.NodeId} {placement.Role}") ?? []],
    };

    private static string[] One(string? value) => value is null ? [] : [value];

    private static string[] Names(IReadOnlyList<ExtractedValue>? values) => [.. values?.Select(value => value.Name) ?? []];
}
