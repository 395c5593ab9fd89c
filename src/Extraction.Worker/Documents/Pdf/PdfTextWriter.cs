namespace Extraction.Worker.Documents.Pdf;

/// <summary>Writes pages out: paragraphs as lines, headers and footers left out, and for every line and cell where on its page it stands.</summary>
internal static class PdfTextWriter
{
    public static void Write(IReadOnlyList<PdfPageText> pages, ReadingJob job)
    {
        RunningLines running = new(pages);
        List<Part> parts = [.. pages.SelectMany(page => page.Blocks.Select(block => new Part(page, [.. block.Lines.Where(line => !running.Contains(line))], block.Degrees))).Where(part => part.Lines.Count > 0)];
        int next = 0;
        string glue = string.Empty;
        foreach (PdfPageText page in pages)
        {
            job.Cancellation.ThrowIfCancellationRequested();
            for (; next < parts.Count && parts[next].Page == page; next++)
            {
                Part part = parts[next];
                Part? following = next + 1 < parts.Count && parts[next + 1].Degrees == part.Degrees ? parts[next + 1] : null;
                string? across = following is null ? null : PdfParagraphs.Across(part.Lines, following.Lines);
                foreach (PdfPiece piece in PdfParagraphs.Of(part.Lines, glue, across is null ? null : following!.Lines[0]))
                {
                    Write(piece, page, part.Degrees, job.Text);
                }

                glue = across ?? string.Empty;
            }

            job.Text.EndPage(page.Number);
        }

        if (running.Count > 0)
        {
            job.Text.Note($"{running.Count} lines that repeat at the edges of pages (headers, footers, page numbers) were left out.");
        }
    }

    private static void Write(PdfPiece piece, PdfPageText page, int degrees, SourceTextBuilder text)
    {
        text.Append(piece.Glue);
        int start = text.Length;
        text.Append(piece.Line.Text.AsSpan(0, piece.Length));
        int at = start;
        foreach (PdfCell cell in piece.Line.Cells)
        {
            int end = Math.Min(at + cell.Length, text.Length);
            if (end > at)
            {
                text.AddBox(Box(at, end, piece.Line, cell, page, degrees));
            }

            at = Math.Min(end + 1, text.Length);
        }

        if (piece.EndsParagraph)
        {
            text.Append('\n');
        }
    }

    /// <summary>From the turned page with its origin below to the page as it is seen with its origin above.</summary>
    private static TextBox Box(int start, int end, PdfTextLine line, PdfCell cell, PdfPageText page, int degrees)
    {
        double low = line.Baseline - (0.22 * line.Size);
        double high = line.Baseline + (0.88 * line.Size);
        (double sine, double cosine) = Math.SinCos(degrees * Math.PI / 180);
        double left = double.MaxValue, right = double.MinValue, bottom = double.MaxValue, top = double.MinValue;
        foreach ((double x, double y) in ((double, double)[])[(cell.Left, low), (cell.Right, low), (cell.Left, high), (cell.Right, high)])
        {
            double seenX = (x * cosine) - (y * sine);
            double seenY = (x * sine) + (y * cosine);
            (left, right) = (Math.Min(left, seenX), Math.Max(right, seenX));
            (bottom, top) = (Math.Min(bottom, seenY), Math.Max(top, seenY));
        }

        return new TextBox(start, end, page.Number, (float)left, (float)(page.Height - top), (float)right, (float)(page.Height - bottom));
    }

    /// <summary>A block without its headers and footers.</summary>
    private sealed record Part(PdfPageText Page, IReadOnlyList<PdfTextLine> Lines, int Degrees);
}
