using System.Text;
using Extraction.Contracts;

namespace Extraction.Worker.Documents;

/// <summary>
/// Collects a document's text and its map. It keeps the promises of <see cref="SourceText"/>: LF line ends, no NUL, no lone
/// surrogate, pages without gaps, and no more characters than allowed.
/// </summary>
internal sealed class SourceTextBuilder(int maxCharacters)
{
    private readonly StringBuilder _text = new();
    private readonly List<TextPage> _pages = [];
    private readonly List<TextRecord> _records = [];
    private readonly List<TextBox> _boxes = [];
    private readonly List<string> _notes = [];
    private int _pageStart;

    public int Length => _text.Length;

    /// <summary>Whether the text is at the start of a line.</summary>
    public bool AtLineStart => _text.Length == 0 || _text[^1] == '\n';

    /// <summary>Adds text; CR LF and CR become LF, NUL becomes a space and a lone surrogate U+FFFD, so that offsets keep their meaning.</summary>
    public void Append(ReadOnlySpan<char> piece)
    {
        if (_text.Length + (long)piece.Length > maxCharacters)
        {
            throw new UnreadableDocumentException(
                FailureCode.DocumentTooLarge,
                $"The document's text is longer than {maxCharacters} characters; raise Documents:MaxCharacters or split the document.");
        }

        while (!piece.IsEmpty)
        {
            int clean = CleanLength(piece);
            _text.Append(piece[..clean]);
            if (clean == piece.Length)
            {
                return;
            }

            char odd = piece[clean];
            _text.Append(odd switch { '\r' => '\n', '\0' => ' ', _ => '\uFFFD' });
            piece = piece[(clean + (odd == '\r' && clean + 1 < piece.Length && piece[clean + 1] == '\n' ? 2 : 1))..];
        }
    }

    public void Append(char one) => Append([one]);

    /// <summary>Adds text and a line end.</summary>
    public void AppendLine(ReadOnlySpan<char> line)
    {
        Append(line);
        _text.Append('\n');
    }

    /// <summary>Ends the page that began where the last one ended.</summary>
    public void EndPage(int number)
    {
        _pages.Add(new TextPage(number, _pageStart, _text.Length));
        _pageStart = _text.Length;
    }

    /// <summary>Marks what was added since <paramref name="start"/> as one row of a registry table.</summary>
    public void AddRecord(int row, int start) => _records.Add(new TextRecord(row, start, _text.Length));

    /// <summary>Says where on its page a part stands that was added last.</summary>
    public void AddBox(TextBox box) => _boxes.Add(box);

    public void Note(string sentence) => _notes.Add(sentence);

    public SourceText Build(string sha256, SourceFormat format) =>
        new(_text.ToString(), sha256, format, _pages, _records) { Notes = _notes, Boxes = _boxes };

    private static int CleanLength(ReadOnlySpan<char> piece)
    {
        int from = 0;
        while (true)
        {
            int next = piece[from..].IndexOfAny(Odd);
            if (next < 0)
            {
                return piece.Length;
            }

            from += next;
            bool pair = char.IsHighSurrogate(piece[from]) && from + 1 < piece.Length && char.IsLowSurrogate(piece[from + 1]);
            if (!pair)
            {
                return from;
            }

            from += 2;
        }
    }

    private static readonly System.Buffers.SearchValues<char> Odd = System.Buffers.SearchValues.Create(
        ['\r', '\0', .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);
}
