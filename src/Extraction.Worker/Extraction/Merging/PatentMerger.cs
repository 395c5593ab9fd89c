using Extraction.Contracts;
using Extraction.Worker.Extraction.Facts;

namespace Extraction.Worker.Extraction.Merging;

/// <summary>Joins what the text says of one company's patents: the newest stated total counts, the others are listed, and numbers stay apart from totals.</summary>
internal static class PatentMerger
{
    /// <summary>The holdings, or null where no piece speaks of patents.</summary>
    public static PatentHoldings? Merge(IReadOnlyList<PatentFacts> pieces)
    {
        if (pieces.Count == 0)
        {
            return null;
        }

        // Dates are ISO 8601, so that their text order is their time order; a total without a date is older than any dated one, and among equals the later in the text wins.
        List<IGrouping<(int Count, string? AsOf), CountFact>> totals =
        [
            .. pieces.SelectMany(piece => piece.Counts)
                .OrderByDescending(fact => fact.AsOf ?? string.Empty, StringComparer.Ordinal)
                .ThenByDescending(fact => fact.Evidence.Start)
                .GroupBy(fact => (fact.Count, fact.AsOf)),
        ];
        IEnumerable<PatentFacts> inOrder = pieces.OrderBy(piece => piece.TypesEvidence.Count == 0 ? int.MaxValue : piece.TypesEvidence[0].Start);
        PatentTypes types = new(null, null, null);
        int? pending = null;
        foreach (PatentFacts piece in inOrder)
        {
            types = new PatentTypes(
                piece.Types.Invention ?? types.Invention,
                piece.Types.UtilityModel ?? types.UtilityModel,
                piece.Types.Design ?? types.Design);
            pending = piece.Pending ?? pending;
        }

        return new PatentHoldings(
            totals.Count == 0 ? null : totals[0].Key.Count,
            types,
            pending,
            totals.Count == 0 ? null : totals[0].Key.AsOf,
            Distinct([.. totals.Take(1).SelectMany(total => total).Select(fact => fact.Evidence), .. pieces.SelectMany(piece => piece.TypesEvidence)]),
            Numbers(pieces.SelectMany(piece => piece.Numbers)),
            [.. totals.Skip(1).Select(total => new StatedCount(total.Key.Count, total.Key.AsOf, Distinct(total.Select(fact => fact.Evidence))))]);
    }

    private static IReadOnlyList<PatentNumber> Numbers(IEnumerable<PatentNumberFact> facts) =>
        [.. facts
            .OrderBy(fact => fact.Evidence.Start)
            .GroupBy(fact => NameKey.Of(fact.Value), StringComparer.Ordinal)
            .Select(group => new PatentNumber(
                group.First().Value,
                group.First().Valid,
                group.Select(fact => fact.Title).FirstOrDefault(title => title is not null),
                Distinct(group.Select(fact => fact.Evidence))))];

    private static IReadOnlyList<Evidence> Distinct(IEnumerable<Evidence> evidence) =>
        [.. evidence.OrderBy(one => one.Start).ThenBy(one => one.End).DistinctBy(one => (one.Start, one.End))];
}
