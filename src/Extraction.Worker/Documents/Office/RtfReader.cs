using System.Globalization;
using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Documents.Encodings;

namespace Extraction.Worker.Documents.Office;

/// <summary>
/// Reads the text of a rich text document (RTF 1.9): paragraphs as lines, table cells with tabs. Bytes are decoded by the charset of their
/// font. Pictures, objects, headers, comments and hidden text are left out.
/// </summary>
internal sealed class RtfReader : IFormatReader
{
    public SourceFormat Read(ReadingJob job)
    {
        new Parser(job).Run();
        return SourceFormat.RichText;
    }

    private sealed class Parser(ReadingJob job)
    {
        private readonly byte[] _bytes = job.Bytes.Content.ToArray();
        private readonly Stack<RtfState> _states = new();
        private readonly Dictionary<int, int> _fontCharsets = [];
        private readonly List<byte> _pending = [];
        private readonly StringBuilder _line = new();
        private RtfState _state = new();
        private int _documentCodePage = 1252;
        private int _skipAfterUnicode;
        private int _at;

        public void Run()
        {
            while (_at < _bytes.Length)
            {
                byte one = _bytes[_at++];
                switch (one)
                {
                    case (byte)'{':
                        Open();
                        break;
                    case (byte)'}':
                        Flush();
                        _state = _states.TryPop(out RtfState? outer) ? outer : _state;
                        break;
                    case (byte)'\\':
                        Control();
                        break;
                    case (byte)'\r' or (byte)'\n':
                        break;
                    default:
                        AddByte(one);
                        break;
                }
            }

            EndLine();
        }

        private void Open()
        {
            job.Cancellation.ThrowIfCancellationRequested();
            Flush();
            _skipAfterUnicode = 0;
            _states.Push(_state);
            _state = _state with { };
            if (_states.Count > job.Options.MaxDepth)
            {
                throw new UnreadableDocumentException(
                    FailureCode.DocumentTooLarge,
                    $"The document's groups are nested more than {job.Options.MaxDepth} deep; raise Documents:MaxDepth or submit another version.");
            }
        }

        private void Control()
        {
            if (_at >= _bytes.Length)
            {
                return;
            }

            char first = (char)_bytes[_at];
            if (!char.IsAsciiLetter(first))
            {
                _at++;
                Symbol(first);
                return;
            }

            int start = _at;
            while (_at < _bytes.Length && char.IsAsciiLetter((char)_bytes[_at]) && _at - start < 32)
            {
                _at++;
            }

            string word = Encoding.ASCII.GetString(_bytes, start, _at - start);
            int? number = Number();
            if (_at < _bytes.Length && _bytes[_at] == ' ')
            {
                _at++;
            }

            Word(word, number);
        }

        private int? Number()
        {
            int start = _at;
            if (_at < _bytes.Length && _bytes[_at] == '-')
            {
                _at++;
            }

            while (_at < _bytes.Length && char.IsAsciiDigit((char)_bytes[_at]) && _at - start < 11)
            {
                _at++;
            }

            return int.TryParse(Encoding.ASCII.GetString(_bytes, start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
        }

        private void Symbol(char symbol)
        {
            switch (symbol)
            {
                case '\'':
                    if (_at + 2 <= _bytes.Length && byte.TryParse(Encoding.ASCII.GetString(_bytes, _at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out byte value))
                    {
                        _at += 2;
                        AddByte(value);
                    }

                    break;
                case '*':
                    _state.Skipped = true;
                    break;
                case '~':
                    AddText("\u00A0");
                    break;
                case '_':
                    AddText("-");
                    break;
                case '\\' or '{' or '}':
                    AddByte((byte)symbol);
                    break;
                case '\r' or '\n':
                    EndLine();
                    break;
            }
        }

        private void Word(string word, int? number)
        {
            switch (word)
            {
                case "ansicpg":
                    _documentCodePage = number ?? _documentCodePage;
                    break;
                case "mac":
                    _documentCodePage = 10000;
                    break;
                case "fonttbl":
                    _state.InFontTable = true;
                    _state.Skipped = true;
                    break;
                case "f" or "af":
                    Flush();
                    _state.Font = number ?? 0;
                    break;
                case "fcharset" when _state.InFontTable:
                    _fontCharsets[_state.Font] = number ?? 0;
                    break;
                case "plain":
                    Flush();
                    _state.Hidden = false;
                    break;
                case "v":
                    Flush();
                    _state.Hidden = number != 0;
                    break;
                case "uc":
                    _state.UnicodeSkip = Math.Clamp(number ?? 1, 0, 8);
                    break;
                case "u":
                    AddText(((char)(ushort)(number ?? '?')).ToString());
                    _skipAfterUnicode = _state.UnicodeSkip;
                    break;
                case "bin":
                    _at = (int)Math.Min(_bytes.Length, _at + Math.Max(0L, number ?? 0));
                    break;
                case "par" or "sect" or "page" or "line" or "row" or "nestrow":
                    Flush();
                    if (!_state.Skipped)
                    {
                        EndLine();
                    }

                    break;
                case "tab" or "cell" or "nestcell":
                    AddText("\t");
                    break;
                default:
                    if (RtfWords.Characters.TryGetValue(word, out string? character))
                    {
                        AddText(character);
                    }
                    else if (RtfWords.SkippedDestinations.Contains(word))
                    {
                        _state.Skipped = true;
                    }

                    break;
            }
        }

        private void AddByte(byte one)
        {
            if (_skipAfterUnicode > 0)
            {
                _skipAfterUnicode--;
            }
            else if (!_state.Skipped && !_state.Hidden)
            {
                _pending.Add(one);
            }
        }

        private void AddText(string text)
        {
            Flush();
            if (!_state.Skipped && !_state.Hidden)
            {
                _line.Append(text);
            }
        }

        /// <summary>Decodes the bytes since the last change of font: a character of two bytes may be written as two escapes.</summary>
        private void Flush()
        {
            if (_pending.Count == 0)
            {
                return;
            }

            int codePage = _fontCharsets.TryGetValue(_state.Font, out int charset) && RtfWords.CodePages.TryGetValue(charset, out int known) ? known : _documentCodePage;
            _line.Append(Charsets.ByCodePage(codePage).GetString([.. _pending]));
            _pending.Clear();
        }

        private void EndLine()
        {
            Flush();
            string ready = _line.ToString().Trim(' ', '\t', '\0');
            _line.Clear();
            if (!string.IsNullOrWhiteSpace(ready))
            {
                job.Text.AppendLine(ready);
            }
        }
    }
}
