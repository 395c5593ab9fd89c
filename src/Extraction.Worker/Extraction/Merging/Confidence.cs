using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Merging;

/// <summary>How sure a value is, from how its quotes were found and how many independent places agree. A model's own word plays no part.</summary>
internal static class Confidence
{
    /// <summary>The best match decides the base (exact 0.95, normalised 0.92, repaired 0.80); every further place halves the doubt that is left, up to 0.99.</summary>
    public static double Of(IReadOnlyList<Evidence> evidence)
    {
        double doubt = 1 - evidence.Max(one => one.Match switch
        {
            MatchKind.Exact => 0.95,
            MatchKind.Normalised => 0.92,
            _ => 0.80,
        });
        return Math.Round(Math.Min(0.99, 1 - (doubt * Math.Pow(0.5, evidence.Count - 1))), 3);
    }
}
