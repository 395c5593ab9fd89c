namespace Extraction.Worker.Grounding.Approximate;

/// <summary>Says of a quote that is not in the text what the nearest place says instead.</summary>
internal static class RefusalDiagnosis
{
    /// <summary>The reason, from the cheapest alignment with the nearest place.</summary>
    public static RefusalReason Of(ReadOnlySpan<char> quote, ReadOnlySpan<char> text, Alignment? nearest)
    {
        if (nearest is null)
        {
            return RefusalReason.Absent;
        }

        int letters = 0;
        int numbers = 0;
        int first = quote.Length;
        int last = -1;
        foreach (Edit edit in nearest.Edits)
        {
            if (edit.ConcernsLetter(quote, text) || NumberChanges.IsChanged(quote, text, edit, sentence: false))
            {
                letters++;
                numbers += NumberChanges.IsChanged(quote, text, edit, sentence: false) ? 1 : 0;
                first = Math.Min(first, edit.Quote);
                last = Math.Max(last, edit.Quote);
            }
        }

        int weight = FoldedLetters.Weight(quote);
        if (numbers > 0 && numbers * 2 >= letters && letters * 2 < quote.Length)
        {
            return RefusalReason.OtherNumber;
        }

        if (letters * 2 > weight + 1)
        {
            return RefusalReason.Absent;
        }

        if (last >= quote.Length - 1 && first * 2 >= quote.Length - 1)
        {
            return RefusalReason.OtherHeadNoun;
        }

        return RepairRules.IsName(quote) ? RefusalReason.OtherName : RefusalReason.Absent;
    }
}
