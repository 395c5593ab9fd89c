using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Office;

/// <summary>
/// Turns WordprocessingML and DrawingML into lines: a paragraph each, a table row as one line with a tab between cells. The two name
/// paragraphs, runs, texts, rows and cells alike. Deleted and hidden text is left out: nobody who opens the document sees it, and it
/// may carry instructions for the model; so are a slide's number, date and footer.
/// </summary>
internal sealed class OfficeText(ReadingJob job)
{
    /// <summary>Its element <c>t</c> holds paragraphs; everywhere else it holds text.</summary>
    private const string DiagramNamespace = "http://schemas.openxmlformats.org/drawingml/2006/diagram";

    /// <summary>Paragraphs that are open: one, or more where a text box stands inside one.</summary>
    private readonly Stack<StringBuilder> _paragraphs = new();
    private readonly Stack<(StringBuilder Row, int Cells)> _rows = new();
    private bool _runHidden;
    private bool _shapeSkipped;

    /// <summary>Reads the texts of the diagrams (SmartArt) of a document or slide, which stand in parts of their own: a chain of industries is often drawn so.</summary>
    public static void ReadDiagrams(OpenXmlPart owner, ReadingJob job)
    {
        foreach (DiagramDataPart diagram in owner.GetPartsOfType<DiagramDataPart>())
        {
            ReadPart(diagram, job);
        }
    }

    /// <summary>Reads one part of a package.</summary>
    public static void ReadPart(OpenXmlPart part, ReadingJob job)
    {
        using Stream content = part.GetStream(FileMode.Open, FileAccess.Read);
        using XmlReader xml = XmlReader.Create(content, PartXml.Settings);
        new OfficeText(job).Read(xml);
    }

    private void Read(XmlReader xml)
    {
        while (xml.Read())
        {
            if (xml.Depth > job.Options.MaxDepth)
            {
                throw new UnreadableDocumentException(
                    FailureCode.DocumentTooLarge,
                    $"The document's elements are nested more than {job.Options.MaxDepth} deep; raise Documents:MaxDepth or submit another version.");
            }

            if (xml.NodeType == XmlNodeType.Element)
            {
                Begin(xml);
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                End(xml.LocalName);
            }
        }
    }

    private void Begin(XmlReader xml)
    {
        bool empty = xml.IsEmptyElement;
        switch (xml.LocalName)
        {
            // The second copy of a drawing's text, phonetic guides, field codes, deletions, formatting before a change.
            case "Fallback" or "rt" or "instrText" or "delText" or "del" or "moveFrom" or "rPrChange" or "pPr" or "tblPr" or "trPr" or "tcPr" or "sectPr" when !empty:
                Skip(xml);
                break;
            case "p" when !empty:
                job.Cancellation.ThrowIfCancellationRequested();
                _paragraphs.Push(new StringBuilder());
                _runHidden = false;
                break;
            case "sp":
                _shapeSkipped = false;
                break;
            case "ph":
                _shapeSkipped = xml.GetAttribute("type") is "sldNum" or "dt" or "ftr" or "hdr";
                break;
            case "r":
                _runHidden = false;
                break;
            case "vanish" or "webHidden":
                _runHidden = IsOn(xml);
                break;
            case "t" when !empty && xml.NamespaceURI != DiagramNamespace:
                AddText(xml);
                break;
            case "tab" or "ptab":
                Add("\t");
                break;
            case "br" or "cr":
                Add("\n");
                break;
            case "noBreakHyphen":
                Add("-");
                break;
            case "tr" when !empty:
                _rows.Push((new StringBuilder(), 0));
                break;
            case "tc" when !empty && _rows.Count > 0:
                (StringBuilder row, int cells) = _rows.Pop();
                _rows.Push((cells > 0 ? row.Append('\t') : row, cells + 1));
                break;
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "p":
                EndParagraph();
                break;
            case "sp":
                _shapeSkipped = false;
                break;
            case "tr" when _rows.Count > 0:
                string row = _rows.Pop().Row.ToString().Trim('\n', ' ');
                WriteLine(row);
                break;
        }
    }

    private void AddText(XmlReader xml)
    {
        string name = xml.LocalName;
        int depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth && xml.LocalName == name))
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                Add(xml.Value);
            }
        }
    }

    private void Add(string text)
    {
        if (_runHidden || _shapeSkipped || !_paragraphs.TryPeek(out StringBuilder? line))
        {
            return;
        }

        if (line.Length + (long)text.Length > job.Options.MaxCharacters)
        {
            job.Text.Append(line.Append(text).ToString());
        }

        line.Append(text);
    }

    private void EndParagraph()
    {
        if (!_paragraphs.TryPop(out StringBuilder? line))
        {
            return;
        }

        string text = line.ToString().Trim(' ', '\n', '\r', '\u3000');
        _runHidden = false;
        if (_rows.Count == 0)
        {
            WriteLine(text);
            return;
        }

        StringBuilder row = _rows.Peek().Row;
        if (text.Length > 0)
        {
            // Paragraphs of one cell stand on the row's line.
            row.Append(row.Length > 0 && row[^1] != '\t' ? " " : string.Empty).Append(text.Replace('\n', ' '));
        }
    }

    private void WriteLine(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (_rows.Count > 0)
        {
            // A table inside a cell: its rows become part of the outer row.
            StringBuilder row = _rows.Peek().Row;
            row.Append(row.Length > 0 && row[^1] != '\t' ? " " : string.Empty).Append(text.Replace('\t', ' '));
            return;
        }

        job.Text.AppendLine(text);
    }

    private static bool IsOn(XmlReader xml) => xml.GetAttribute("w:val") is not ("0" or "false" or "off");

    private static void Skip(XmlReader xml)
    {
        int depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
        }
    }
}
