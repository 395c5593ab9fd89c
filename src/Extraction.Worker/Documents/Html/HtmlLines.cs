using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace Extraction.Worker.Documents.Html;

/// <summary>
/// Walks a page in document order and writes its lines: one a block element, one a table row with a tab between cells. The walk
/// keeps no stack of its own, so a page nested a million deep costs no more than a flat one.
/// </summary>
internal sealed class HtmlLines(ReadingJob job)
{
    private static readonly FrozenSet<string> Blocks = new[]
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A cell with more text than this lays a page out.</summary>
    private const int LongestCell = 1000;

    private readonly StringBuilder _line = new();
    private bool _spaceDue;
    private bool _breakInSpace;
    private IElement? _row;
    private int _cells;
    private bool _afterTerm;

    /// <summary>The page's title comes first: it often names the company.</summary>
    public void AddTitle(string? title)
    {
        AddText(title ?? string.Empty, preformatted: false);
        EndLine();
    }

    public void AddBody(IElement body, HashSet<IElement> removed)
    {
        DomWalk walk = new(body);
        while (walk.MoveNext())
        {
            job.Cancellation.ThrowIfCancellationRequested();
            if (walk.Leaves)
            {
                Leave(walk.Node);
            }
            else if (walk.Node is IElement element && removed.Contains(element))
            {
                _cells += IsCell(element) ? 1 : 0;
                walk.Skip();
            }
            else
            {
                Enter(walk.Node);
            }
        }

        EndLine();
    }

    private void Enter(INode node)
    {
        switch (node)
        {
            case IText text:
                AddText(text.Data, text.ParentElement?.LocalName is "pre" or "listing" or "xmp" or "plaintext");
                break;
            case IElement { LocalName: "br" }:
                Break();
                break;
            case IElement { LocalName: "tr" } entered when _row is null:
                EndLine();
                _row = IsDataRow(entered) ? entered : null;
                _cells = 0;
                break;
            case IElement cell when IsCell(cell):
                if (_cells++ > 0)
                {
                    _line.Append('\t');
                    _spaceDue = false;
                }

                break;
            case IElement { LocalName: "dd" } when _row is null && _afterTerm && _line.Length is > 0 and < 40:
                _line.Append('\t');
                _spaceDue = false;
                break;
            case IElement { LocalName: "dt" }:
                Break();
                break;
            case IElement block when Blocks.Contains(block.LocalName):
                Break();
                break;
        }

        _afterTerm = _afterTerm && node is not IElement { LocalName: "dt" };
    }

    private void Leave(INode node)
    {
        if (node == _row)
        {
            _row = null;
            EndLine();
        }
        else if (node is IElement { LocalName: "dt" } && _row is null)
        {
            _afterTerm = true;
        }
        else if (node is IElement block && Blocks.Contains(block.LocalName))
        {
            Break();
        }
    }

    private void Break()
    {
        if (_row is null)
        {
            EndLine();
        }
        else
        {
            _spaceDue = true;
        }
    }

    private void AddText(string text, bool preformatted)
    {
        foreach (char character in text)
        {
            if (character is '\u200B' or '\uFEFF' or '\u00AD' or '\u2060')
            {
                continue;
            }

            if (preformatted && character is '\n' or '\f')
            {
                Break();
            }
            else if (char.IsWhiteSpace(character) && character != '\u3000')
            {
                _spaceDue = true;
                _breakInSpace |= character is '\n' or '\r';
            }
            else
            {
                AddSpaceBefore(character);
                _line.Append(character);
            }
        }
    }

    private void AddSpaceBefore(char next)
    {
        // A line end in the page's source stands for a space between words, and for nothing between Chinese characters.
        bool wanted = _spaceDue && _line.Length > 0 && _line[^1] != '\t'
            && !(_breakInSpace && CjkText.IsCjk(_line[^1]) && CjkText.IsCjk(next));
        if (wanted)
        {
            _line.Append(' ');
        }

        _spaceDue = false;
        _breakInSpace = false;
    }

    private void EndLine()
    {
        ReadOnlySpan<char> ready = _line.ToString().AsSpan().Trim([' ', '\u3000', '\u00A0']).TrimEnd();
        if (!ready.IsWhiteSpace())
        {
            job.Text.AppendLine(ready);
        }

        _line.Clear();
        _spaceDue = false;
        _breakInSpace = false;
        _afterTerm = false;
    }

    private bool IsCell(IElement element) => _row is not null && element.LocalName is "td" or "th" && element.ParentElement == _row;

    /// <summary>A row of values, as against one that lays a page out: no table inside, and no cell with much text.</summary>
    private static bool IsDataRow(IElement row)
    {
        int length = 0;
        bool any = false;
        DomWalk walk = new(row);
        while (walk.MoveNext())
        {
            if (walk.Leaves)
            {
                continue;
            }

            bool isCell = walk.Node is IElement && walk.Node.Parent == row;
            any |= isCell;
            length = isCell ? 0 : length + (walk.Node is IText text ? text.Data.Length : 0);
            if (length > LongestCell || walk.Node is IElement { LocalName: "table" or "h1" or "h2" or "h3" or "ul" or "ol" or "article" or "section" })
            {
                return false;
            }
        }

        return any;
    }
}
