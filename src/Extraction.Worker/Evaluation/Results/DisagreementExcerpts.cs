using Extraction.Contracts;
using Extraction.Worker.Evaluation.Running;

namespace Extraction.Worker.Evaluation.Results;

/// <summary>Puts the text beside a disagreement.</summary>
internal static class DisagreementExcerpts
{
    private const int Around = 90;
    private const int LongestWords = 400;
    private const int Most = 4;

    public static DisagreementResult Of(EvaluatedCase one, Disagreement disagreement)
    {
        string text = one.Source?.Text ?? string.Empty;
        List<Excerpt> excerpts = [];
        foreach (Evidence evidence in disagreement.Evidence)
        {
            if (evidence.Start >= 0 && evidence.End <= text.Length && excerpts.TrueForAll(excerpt => excerpt.Start != evidence.Start))
            {
                excerpts.Add(Cut("published", text, evidence.Start, evidence.End));
            }
        }

        foreach (string label in Labels(disagreement))
        {
            int at = text.IndexOf(label, StringComparison.Ordinal);
            if (at >= 0)
            {
                excerpts.Add(Cut("labelled", text, at, at + label.Length));
            }
        }

        return new DisagreementResult(
            disagreement.Document,
            one.Record.Gold.Kind,
            one.Record.Gold.Language,
            disagreement.Company,
            disagreement.Field,
            disagreement.Labelled,
            disagreement.Published,
            Refused(one, disagreement),
            (one.Record.Gold.Judged ?? []).Any(judged => judged == new GoldJudgement(disagreement.Company, disagreement.Field, disagreement.Labelled, disagreement.Published)),
            [.. excerpts.Take(Most)]);
    }

    private static string[] Labels(Disagreement disagreement) => disagreement switch
    {
        { Labelled: null } => [],
        { Field: GoldScorer.MainBusiness } => disagreement.Labelled.Split('；', StringSplitOptions.RemoveEmptyEntries),
        { Field: GoldScorer.Location } => disagreement.Labelled.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        _ => [disagreement.Labelled],
    };

    private static string? Refused(EvaluatedCase one, Disagreement disagreement)
    {
        string key = ComparedText.Key(disagreement.Labelled ?? string.Empty);
        return key.Length == 0 ? null : one.Events.SelectMany(published => published.Refused).FirstOrDefault(refused => ComparedText.Key(refused.Value) == key)?.Reason;
    }

    /// <summary>Never between the two halves of a surrogate pair.</summary>
    private static Excerpt Cut(string of, string text, int start, int end)
    {
        int from = Math.Max(0, start - Around);
        int to = Math.Min(text.Length, end + Around);
        from += from < text.Length && char.IsLowSurrogate(text[from]) ? 1 : 0;
        to -= to < text.Length && char.IsLowSurrogate(text[to]) ? 1 : 0;
        int shown = Math.Min(end, start + LongestWords);
        return new Excerpt(of, text[from..start], end > shown ? text[start..shown] + "…" : text[start..end], text[end..Math.Max(end, to)], start);
    }
}
