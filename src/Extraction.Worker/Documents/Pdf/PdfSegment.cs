using System.Text;

namespace Extraction.Worker.Documents.Pdf;

/// <summary>Characters that stand side by side on one base line: a line of a column or a cell of a table row.</summary>
internal sealed class PdfSegment
{
    private readonly StringBuilder _text = new();

    public PdfSegment(PdfGlyph first)
    {
        (Left, Right, Baseline, Size) = (first.Left, first.Right, first.Baseline, first.Size);
        _text.Append(first.Text);
    }

    /// <summary>A cell of a ruled table, its text put together.</summary>
    public PdfSegment(string text, double left, double right, double baseline, double size)
    {
        (Left, Right, Baseline, Size) = (left, right, baseline, size);
        _text.Append(text);
    }

    public double Left { get; private set; }

    public double Right { get; private set; }

    public double Baseline { get; }

    public double Size { get; private set; }

    public string Text => _text.ToString();

    public bool IsBlank => _text.Length == 0 || string.IsNullOrWhiteSpace(Text);

    /// <summary>Adds a character that follows; a gap that is wide for the script stands for a space.</summary>
    public void Add(PdfGlyph glyph)
    {
        if (NeedsSpace(glyph.Text[0], glyph.Left - Right, glyph.Size))
        {
            _text.Append(' ');
        }

        _text.Append(glyph.Text);
        Left = Math.Min(Left, glyph.Left);
        Right = Math.Max(Right, glyph.Right);
        Size = Math.Max(Size, glyph.Size);
    }

    /// <summary>Adds a segment further right on the same line.</summary>
    public void Add(PdfSegment next)
    {
        if (NeedsSpace(next._text[0], next.Left - Right, Math.Min(Size, next.Size)))
        {
            _text.Append(' ');
        }

        _text.Append(next._text);
        Left = Math.Min(Left, next.Left);
        Right = Math.Max(Right, next.Right);
        Size = Math.Max(Size, next.Size);
    }

    private bool NeedsSpace(char next, double gap, double size)
    {
        char last = _text[^1];
        if (last == ' ' || next == ' ')
        {
            return false;
        }

        return gap > size * (CjkText.IsCjk(last) && CjkText.IsCjk(next) ? 0.8 : CjkText.IsCjk(last) || CjkText.IsCjk(next) ? 0.35 : 0.17);
    }
}
