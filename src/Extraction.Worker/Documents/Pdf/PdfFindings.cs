using Extraction.Contracts;
using Extraction.Worker.Documents.Pdf.Tables;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>What was found on the pages of a PDF.</summary>
internal sealed class PdfFindings
{
    /// <summary>Fewer characters than this on a page that is mostly a picture are a stamp or a page number beside a scan.</summary>
    private const int FewLetters = 16;

    /// <summary>Drawing steps from which on a page without characters may hold text that was turned into outlines.</summary>
    private const int ManySteps = 40;

    private readonly List<PdfPageText> _pages = [];
    private readonly List<PdfPicture> _suspects = [];
    private readonly GarbledText _text = new();
    private readonly PdfGlyphs _directions = new();
    private int _damaged;

    /// <summary>The pages in order.</summary>
    public IReadOnlyList<PdfPageText> Pages => _pages;

    /// <summary>Pages whose text is to be recognised from their picture.</summary>
    public List<PdfPicture> Pictures { get; } = [];

    /// <summary>Why some or all pictures were not recognised, as the end of a sentence; null where all were.</summary>
    public Rejection? Unrecognised { get; set; }

    public void Add(PdfDrawnPage page, IReadOnlyList<PdfGlyph> fields, ReadingJob job)
    {
        IReadOnlyList<PdfDrawnGlyph> glyphs = PdfGlyphs.Visible(page, job);
        GarbledText judged = new();
        judged.Add(glyphs);
        if (judged.IsHopeless)
        {
            Pictures.Add(new PdfPicture(page, PdfPictureKind.Garbled, judged.Trouble!));
            _pages.Add(new PdfPageText(page.Number, [], 0, 0));
            return;
        }

        if (judged.Trouble is string trouble)
        {
            _suspects.Add(new PdfPicture(page, PdfPictureKind.Garbled, trouble));
        }

        _pages.Add(Layout(page, glyphs, fields));
        if (judged.Count == 0 ? fields.Count == 0 && (page.Pictures > 0 || page.Steps > ManySteps) : judged.Count < FewLetters && IsMostlyPicture(page))
        {
            Pictures.Add(new PdfPicture(page, PdfPictureKind.Scan, string.Empty));
        }

        _text.Add(judged);
    }

    public void AddDamaged(int number)
    {
        _damaged++;
        _pages.Add(new PdfPageText(number, [], 0, 0));
    }

    /// <summary>Takes back what was read from odd pages where the whole document turns out to be garbled.</summary>
    public void WithdrawGarbled()
    {
        if (_text.Trouble is null)
        {
            return;
        }

        foreach (PdfPicture suspect in _suspects)
        {
            _pages[suspect.Page - 1] = new PdfPageText(suspect.Page, [], 0, 0);
            Pictures.RemoveAll(picture => picture.Page == suspect.Page);
            Pictures.Add(suspect);
        }
    }

    /// <summary>Puts the recognised text of a page in place of what was read from it.</summary>
    public void Replace(PdfPageText page)
    {
        int at = page.Number - 1;
        if (Characters(page) > Characters(_pages[at]))
        {
            _pages[at] = page;
        }
    }

    /// <summary>Refuses a document that holds no readable text, with the reason that says most.</summary>
    public void Judge(ReadingJob job)
    {
        if (_pages.Count == 0 || _damaged == _pages.Count)
        {
            throw new UnreadableDocumentException(FailureCode.DocumentCorrupt, $"The PDF is damaged: none of its {_pages.Count} pages could be read; fetch it again.");
        }

        if (_text.Trouble is string trouble && _suspects.Count == 0)
        {
            throw Garbled(trouble, job);
        }

        if (_pages.Any(page => Characters(page) > 0))
        {
            return;
        }

        if (Pictures.FirstOrDefault(picture => picture.Kind == PdfPictureKind.Garbled) is { } garbled)
        {
            throw Garbled(garbled.Trouble, job);
        }

        throw Unrecognised is Rejection why
            ? new UnreadableDocumentException(why.Code, why.Sentence)
            : new UnreadableDocumentException(FailureCode.DocumentEmpty, $"The PDF has {_pages.Count} pages and no text on them; submit a version with text.");
    }

    private static UnreadableDocumentException Garbled(string trouble, ReadingJob job) => new(
        FailureCode.DocumentGarbled,
        $"The PDF's fonts do not say which characters they draw: {trouble}; {(job.Recogniser.CanDrawPages ? "submit another version of the document" : job.Recogniser.ToDo(pdf: true))}.");

    private static int Characters(PdfPageText page) => page.Blocks.Sum(block => block.Lines.Sum(line => line.Text.Length));

    private static bool IsMostlyPicture(PdfDrawnPage page) => page.LargestPicture > page.Width * page.Height / 2;

    private PdfPageText Layout(PdfDrawnPage page, IReadOnlyList<PdfDrawnGlyph> drawn, IReadOnlyList<PdfGlyph> fields)
    {
        List<PdfTextBlock> blocks = [];
        int upright = 0;
        foreach ((int degrees, List<PdfGlyph> glyphs) in _directions.ByDirection(drawn, fields))
        {
            List<PdfLine> rows = degrees == 0 ? PdfTables.Take(page.Rules, glyphs) : [];
            List<PdfLine> lines = PdfLines.Of(glyphs);
            if (rows.Count > 0)
            {
                lines = [.. lines.Concat(rows).OrderByDescending(line => line.Baseline)];
            }

            blocks.AddRange(PdfColumns.Of(lines).Select(block => new PdfTextBlock([.. block.Select(PdfTextLine.Of)], degrees)));
            upright = degrees == 0 && upright == 0 ? blocks.Count : upright;
        }

        return new PdfPageText(page.Number, blocks, upright, page.Height);
    }
}
