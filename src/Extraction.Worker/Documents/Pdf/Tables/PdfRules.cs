using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace Extraction.Worker.Documents.Pdf.Tables;

/// <summary>The ruled lines of a page: drawn as lines, as frames or as thin filled boxes.</summary>
internal sealed class PdfRules
{
    private const double Thick = 3;
    private const double Shortest = 6;

    /// <summary>Drawings with more lines than this are maps and diagrams.</summary>
    private const int MostRules = 5000;

    private readonly List<PdfRule> horizontal = [];
    private readonly List<PdfRule> vertical = [];

    public IReadOnlyList<PdfRule> Horizontal { get; private set; } = [];

    public IReadOnlyList<PdfRule> Vertical { get; private set; } = [];

    public static PdfRules Of(Page page)
    {
        PdfRules rules = new();
        foreach (PdfPath path in page.Paths)
        {
            if (path.IsClipping || (!path.IsFilled && !path.IsStroked))
            {
                continue;
            }

            foreach (PdfSubpath subpath in path)
            {
                rules.Add(subpath, path.IsStroked);
            }

            if (rules.horizontal.Count + rules.vertical.Count > MostRules)
            {
                return new PdfRules();
            }
        }

        rules.Horizontal = PdfRule.Joined(rules.horizontal);
        rules.Vertical = PdfRule.Joined(rules.vertical);
        return rules;
    }

    private void Add(PdfSubpath subpath, bool stroked)
    {
        if (subpath.GetBoundingRectangle() is not PdfRectangle box)
        {
            return;
        }

        if (box.Height <= Thick || box.Width <= Thick)
        {
            Add(box.Left, box.Bottom, box.Right, box.Top);
        }
        else if (stroked)
        {
            foreach (PdfSubpath.Line line in subpath.Commands.OfType<PdfSubpath.Line>())
            {
                Add(Math.Min(line.From.X, line.To.X), Math.Min(line.From.Y, line.To.Y), Math.Max(line.From.X, line.To.X), Math.Max(line.From.Y, line.To.Y));
            }
        }
    }

    private void Add(double left, double bottom, double right, double top)
    {
        (double width, double height) = (right - left, top - bottom);
        if (height <= Thick && width >= Shortest)
        {
            horizontal.Add(new PdfRule((top + bottom) / 2, left, right));
        }
        else if (width <= Thick && height >= Shortest)
        {
            vertical.Add(new PdfRule((left + right) / 2, bottom, top));
        }
    }
}
