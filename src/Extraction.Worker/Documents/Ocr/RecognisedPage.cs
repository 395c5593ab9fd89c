using Extraction.Worker.Documents.Pdf;

namespace Extraction.Worker.Documents.Ocr;

/// <summary>Turns recognised words into a page that is laid out like any other: columns, table rows, paragraphs, running headers.</summary>
internal static class RecognisedPage
{
    /// <summary>
    /// Lines whose words are below it on average are stains, stamps and drawings more often than text. A single doubtful word stays: a rare character
    /// in a name is always doubtful, and without it the name would be another one.
    /// </summary>
    private const double LowestMean = 45;

    /// <summary>The page; without blocks where nothing on it was legible.</summary>
    /// <param name="words">The words of the picture.</param>
    /// <param name="number">Page number, from 1.</param>
    /// <param name="dotsPerInch">Resolution of the picture; lengths become points.</param>
    /// <param name="heightInPoints">Height of the page.</param>
    public static PdfPageText Of(IReadOnlyList<RecognisedWord> words, int number, double dotsPerInch, double heightInPoints)
    {
        double scale = 72 / dotsPerInch;
        List<RecognisedWord> legible = [.. words.GroupBy(word => word.Line).Where(line => line.Average(word => word.Confidence) >= LowestMean).SelectMany(RecognisedLines.Mended)];
        if (legible.Count == 0)
        {
            return new PdfPageText(number, [], 0, heightInPoints);
        }

        List<PdfGlyph> glyphs = [.. legible.Select(word => new PdfGlyph(
            word.Text,
            word.Left * scale,
            word.Right * scale,
            heightInPoints - (word.Bottom * scale),
            Math.Max(1, word.LineHeight * scale * 0.9)))];
        List<PdfTextBlock> blocks = [.. PdfColumns.Of(PdfLines.Of(glyphs)).Select(block => new PdfTextBlock([.. block.Select(PdfTextLine.Of)], 0))];
        return new PdfPageText(number, blocks, blocks.Count, heightInPoints);
    }
}
