namespace Extraction.Worker.Documents.Pdf;

/// <summary>The lines of one page in reading order.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Blocks">Blocks of lines, as <see cref="PdfColumns"/> found them; those written in other directions last.</param>
/// <param name="UprightBlocks">How many blocks, the first ones, are written from left to right.</param>
/// <param name="Height">Height of the page, in points; places count from its lower left corner.</param>
internal sealed record PdfPageText(int Number, IReadOnlyList<PdfTextBlock> Blocks, int UprightBlocks, double Height)
{
    /// <summary>The part of a page's height, at each end, in which headers and footers stand.</summary>
    private const double Margin = 0.12;

    /// <summary>The two highest and the two lowest lines, as far as they stand in the margins.</summary>
    public IEnumerable<PdfTextLine> Edges()
    {
        double margin = Height * Margin;
        PdfTextLine[] lines = [.. Blocks.Take(UprightBlocks).SelectMany(block => block.Lines).OrderByDescending(line => line.Baseline)];
        return lines.Take(2).Where(line => line.Baseline > Height - margin).Concat(lines.Skip(2).TakeLast(2).Where(line => line.Baseline < margin));
    }
}
