namespace Extraction.Worker.Documents.Pdf.Tables;

/// <summary>A ruled line of a table, horizontal or vertical. Lengths are in points.</summary>
/// <param name="At">Its height, or its distance from the left.</param>
/// <param name="From">Where it begins along its length.</param>
/// <param name="To">Where it ends.</param>
internal readonly record struct PdfRule(double At, double From, double To)
{
    /// <summary>How far two lines may be apart that meet or are one.</summary>
    public const double Tolerance = 2;

    /// <summary>Whether it covers a place along its length.</summary>
    public bool Covers(double place) => From - Tolerance <= place && place <= To + Tolerance;

    /// <summary>Whether it meets a rule of the other direction.</summary>
    public bool Meets(PdfRule across) => Covers(across.At) && across.Covers(At);

    /// <summary>Joins rules that continue each other: a line is often drawn cell by cell.</summary>
    public static List<PdfRule> Joined(List<PdfRule> rules)
    {
        rules.Sort((one, other) => one.At.CompareTo(other.At) is not 0 and int order ? order : one.From.CompareTo(other.From));
        List<PdfRule> joined = [];
        for (int first = 0, last; first < rules.Count; first = last)
        {
            last = first + 1;
            while (last < rules.Count && rules[last].At - rules[last - 1].At <= Tolerance && rules[last].At - rules[first].At <= 2 * Tolerance)
            {
                last++;
            }

            double at = rules[first].At;
            PdfRule? open = null;
            foreach (PdfRule rule in rules[first..last].OrderBy(rule => rule.From))
            {
                if (open is PdfRule before && rule.From <= before.To + Tolerance)
                {
                    open = before with { To = Math.Max(before.To, rule.To) };
                    continue;
                }

                if (open is PdfRule done)
                {
                    joined.Add(done);
                }

                open = rule with { At = at };
            }

            joined.Add(open!.Value);
        }

        return joined;
    }
}
