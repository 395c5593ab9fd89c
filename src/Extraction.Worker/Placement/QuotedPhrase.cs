using Extraction.Worker.Placement.Candidates;

namespace Extraction.Worker.Placement;

/// <summary>Finds the phrase that a model quotes.</summary>
internal static class QuotedPhrase
{
    private const int ShortestQuote = 2;

    /// <summary>
    /// The shortest phrase that holds the quote, or a phrase that the quote holds whole, after folding; null where the company's words do not say it.
    /// </summary>
    public static PlacementPhrase? Find(PlacementSubject subject, string quote)
    {
        string wanted = TermText.Fold(quote);
        return wanted.Length < ShortestQuote
            ? null
            : subject.Phrases
                .Select(phrase => (Phrase: phrase, Text: TermText.Fold(phrase.Text)))
                .Where(p => p.Text.Contains(wanted, StringComparison.Ordinal) || (p.Text.Length >= ShortestQuote && wanted.Contains(p.Text, StringComparison.Ordinal)))
                .OrderBy(p => p.Text.Contains(wanted, StringComparison.Ordinal) ? 0 : 1)
                .ThenBy(p => p.Text.Length)
                .Select(p => p.Phrase)
                .FirstOrDefault();
    }
}
