using Extraction.Contracts;

namespace Extraction.Worker.Evaluation;

/// <summary>Scores the fields of one company into a sheet.</summary>
/// <param name="sheet">Where the points go.</param>
/// <param name="document">The document's path in the gold file.</param>
/// <param name="company">The company's name.</param>
internal sealed class FieldScorer(ScoreSheet sheet, string document, string company)
{
    /// <summary>A list, value by value.</summary>
    public void List(string field, IReadOnlyList<string>? labelled, IReadOnlyList<ExtractedValue>? published)
    {
        published ??= [];
        ListMatch match = ListMatch.Of(labelled ?? [], [.. published.Select(value => value.Name)]);
        sheet.Add(field, match.Score);
        foreach (ListPair pair in match.Pairs)
        {
            Outcome(field, published[pair.Value], right: true);
        }

        foreach (string value in match.Missing)
        {
            sheet.Add(new Disagreement(document, company, field, value, null));
        }

        foreach (int surplus in match.Surplus)
        {
            Outcome(field, published[surplus], right: false);
            sheet.Add(new Disagreement(document, company, field, null, published[surplus].Name, published[surplus].Evidence));
        }
    }

    /// <summary>A single value that is right or wrong; empty where there is none.</summary>
    public void Exact(string field, string labelled, string published, IReadOnlyList<Evidence>? evidence)
    {
        if (labelled.Length + published.Length == 0)
        {
            return;
        }

        sheet.Add(field, labelled == published ? 1 : 0, published.Length > 0, labelled.Length > 0);
        if (labelled != published)
        {
            sheet.Add(new Disagreement(document, company, field, labelled.Length == 0 ? null : labelled, published.Length == 0 ? null : published, evidence ?? []));
        }
    }

    private void Outcome(string field, ExtractedValue value, bool right)
    {
        if (!double.IsNaN(value.Confidence))
        {
            sheet.Add(new ConfidenceOutcome(field, value.Confidence, right));
        }
    }
}
