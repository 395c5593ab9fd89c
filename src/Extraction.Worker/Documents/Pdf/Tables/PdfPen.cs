using UglyToad.PdfPig.Core;

namespace Extraction.Worker.Documents.Pdf.Tables;

/// <summary>
/// Follows the paths of a page and keeps those that are ruled lines: drawn as lines, as frames or as thin filled boxes. A path that only clips is none.
/// </summary>
internal sealed class PdfPen
{
    private const double Thick = 3;
    private const double Shortest = 6;

    /// <summary>Drawings with more lines than this are maps and diagrams.</summary>
    private const int MostRules = 5000;

    private readonly List<PdfRule> _horizontal = [];
    private readonly List<PdfRule> _vertical = [];

    /// <summary>The straight lines of the open path, and of how many of them each of its parts consists.</summary>
    private readonly List<(PdfPoint From, PdfPoint To)> _lines = [];
    private readonly List<Part> _parts = [];

    private Part _part = Part.None;
    private bool _isOpen;
    private bool _clips;
    private PdfPoint _first;
    private PdfPoint _last;

    /// <summary>The rules of all that was painted; none where they are too many.</summary>
    public PdfRules Rules() => _horizontal.Count + _vertical.Count > MostRules ? new PdfRules() : new PdfRules(_horizontal, _vertical);

    /// <summary>Ends the part of a path that is open.</summary>
    public void Begin()
    {
        if (_isOpen)
        {
            _parts.Add(_part);
            _isOpen = false;
        }
    }

    public void Move(PdfPoint place)
    {
        Begin();
        (_isOpen, _first, _last) = (true, place, place);
        _part = Part.At(place, _lines.Count);
    }

    public void Line(PdfPoint place)
    {
        if (!_isOpen)
        {
            return;
        }

        _lines.Add((_last, place));
        _part = _part.With(place, _lines.Count);
        _last = place;
    }

    /// <summary>Goes to a place, or towards it, in a curve: no rule, but its part of the path is as large as that.</summary>
    public void Curve(PdfPoint place)
    {
        if (_isOpen)
        {
            _part = _part.With(place, _lines.Count);
            _last = place;
        }
    }

    public void Close()
    {
        Line(_first);
        Begin();
    }

    /// <summary>Makes the open path one that only clips.</summary>
    public void Clip() => _clips = true;

    /// <summary>Paints the open path and ends it.</summary>
    public void Paint(bool stroked)
    {
        Begin();
        if (!_clips && _horizontal.Count + _vertical.Count <= MostRules)
        {
            foreach (Part done in _parts)
            {
                Paint(done, stroked);
            }
        }

        Drop();
    }

    /// <summary>Ends the open path without painting it.</summary>
    public void Drop()
    {
        _lines.Clear();
        _parts.Clear();
        (_isOpen, _clips) = (false, false);
    }

    private void Paint(Part done, bool stroked)
    {
        if (done.Right - done.Left <= Thick || done.Top - done.Bottom <= Thick)
        {
            Add(done.Left, done.Bottom, done.Right, done.Top);
        }
        else if (stroked)
        {
            for (int at = done.FirstLine; at < done.EndLine; at++)
            {
                (PdfPoint from, PdfPoint to) = _lines[at];
                Add(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Max(from.X, to.X), Math.Max(from.Y, to.Y));
            }
        }
    }

    private void Add(double left, double bottom, double right, double top)
    {
        (double width, double height) = (right - left, top - bottom);
        if (height <= Thick && width >= Shortest)
        {
            _horizontal.Add(new PdfRule((top + bottom) / 2, left, right));
        }
        else if (width <= Thick && height >= Shortest)
        {
            _vertical.Add(new PdfRule((left + right) / 2, bottom, top));
        }
    }

    /// <summary>A connected part of a path: its lines and the box around it.</summary>
    private readonly record struct Part(int FirstLine, int EndLine, double Left, double Bottom, double Right, double Top)
    {
        public static Part None { get; }

        public static Part At(PdfPoint place, int line) => new(line, line, place.X, place.Y, place.X, place.Y);

        public Part With(PdfPoint place, int endLine) => new(
            FirstLine,
            endLine,
            Math.Min(Left, place.X),
            Math.Min(Bottom, place.Y),
            Math.Max(Right, place.X),
            Math.Max(Top, place.Y));
    }
}
