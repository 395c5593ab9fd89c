using Extraction.Contracts;

namespace Extraction.Worker.Evaluation;

/// <summary>Holds every published evidence against the text that was read: cut at its offsets, the text must be its quote.</summary>
internal static class EvidenceScorer
{
    public static void Score(ScoreSheet sheet, string document, IEnumerable<ChainPlacementEvent> events, string text)
    {
        foreach (ChainPlacementEvent published in events)
        {
            foreach (Evidence evidence in All(published))
            {
                bool grounded = evidence.Start >= 0 && evidence.Start < evidence.End && evidence.End <= text.Length
                    && text.AsSpan(evidence.Start, evidence.End - evidence.Start).SequenceEqual(evidence.Quote);
                sheet.Add(GoldScorer.Grounded, grounded ? 1 : 0);
                if (!grounded)
                {
                    sheet.Add(new Disagreement(document, published.Company.Name, GoldScorer.Grounded, null, evidence.Quote, [evidence]));
                }
            }
        }
    }

    private static IEnumerable<Evidence> All(ChainPlacementEvent published) =>
    [
        .. published.Company.Evidence,
        .. published.Company.Location?.Evidence ?? [],
        .. published.Company.Honours.SelectMany(v => v.Evidence),
        .. published.MainBusiness?.Evidence ?? [],
        .. published.Products.SelectMany(v => v.Evidence),
        .. published.Patents?.Evidence ?? [],
        .. published.Patents?.Numbers.SelectMany(n => n.Evidence) ?? [],
        .. published.Patents?.OtherCounts.SelectMany(c => c.Evidence) ?? [],
        .. published.Customers.SelectMany(v => v.Evidence),
        .. published.EndCustomers.SelectMany(v => v.Evidence),
        .. published.Placements.SelectMany(p => p.Evidence),
    ];
}
