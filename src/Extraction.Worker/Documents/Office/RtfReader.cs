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
        private readonly byte[] bytes = job.Bytes.Content.ToArray();
        private readonly Stack<RtfState> states = new();
        private readonly Dictionary<int, int> fontCharsets = [];
        private readonly List<byte> pending = [];
        private readonly StringBuilder line = new();
        private RtfState state = new();
        private int documentCodePage = 1252;
        private int skipAfterUnicode;
        private int at;

        public void Run()
        {
            while (at < bytes.Length)
            {
                byte one = bytes[at++];
                switch (one)
                {
                    case (byte)'{':
                        Open();
                        break;
                    case (byte)'}':
                        Flush();
                        state = states.TryPop(out RtfState? outer) ? outer : state;
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
            skipAfterUnicode = 0;
            states.Push(state);
            state = state with { };
            if (states.Count > job.Options.MaxDepth)
            {
                throw new UnreadableDocumentException(
                    FailureCode.DocumentTooLarge,
                    $"The document's groups are nested more than {job.Options.MaxDepth} deep; raise Documents:MaxDepth or submit another version.");
            }
        }

        private void Control()
        {
            if (at >= bytes.Length)
            {
                return;
            }

            char first = (char)bytes[at];
            if (!char.IsAsciiLetter(first))
            {
                at++;
                Symbol(first);
                return;
            }

            int start = at;
            while (at < bytes.Length && char.IsAsciiLetter((char)bytes[at]) && at - start < 32)
            {
                at++;
            }

            string word = Encoding.ASCII.GetString(bytes, start, at - start);
            int? number = Number();
            if (at < bytes.Length && bytes[at] == ' ')
            {
                at++;
            }

            Word(word, number);
        }

        private int? Number()
        {
            int start = at;
            if (at < bytes.Length && bytes[at] == '-')
            {
                at++;
            }

            while (at < bytes.Length && char.IsAsciiDigit((char)bytes[at]) && at - start < 11)
            {
                at++;
            }

            return int.TryParse(Encoding.ASCII.GetString(bytes, start, at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;
        }

        private void Symbol(char symbol)
        {
            switch (symbol)
            {
                case '\'':
                    if (at + 2 <= bytes.Length && byte.TryParse(Encoding.ASCII.GetString(bytes, at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out byte value))
                    {
                        at += 2;
                        AddByte(value);
                    }

                    break;
                case '*':
                    state.Skipped = true;
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
                    documentCodePage = number ?? documentCodePage;
                    break;
                case "mac":
                    documentCodePage = 10000;
                    break;
                case "fonttbl":
                    state.InFontTable = true;
                    state.Skipped = true;
                    break;
                case "f" or "af":
                    Flush();
                    state.Font = number ?? 0;
                    break;
                case "fcharset" when state.InFontTable:
                    fontCharsets[state.Font] = number ?? 0;
                    break;
                case "plain":
                    Flush();
                    state.Hidden = false;
                    break;
                case "v":
                    Flush();
                    state.Hidden = number != 0;
                    break;
                case "uc":
                    state.UnicodeSkip = Math.Clamp(number ?? 1, 0, 8);
                    break;
                case "u":
                    AddText(((char)(ushort)(number ?? '?')).ToString());
                    skipAfterUnicode = state.UnicodeSkip;
                    break;
                case "bin":
                    at = (int)Math.Min(bytes.Length, at + Math.Max(0L, number ?? 0));
                    break;
                case "par" or "sect" or "page" or "line" or "row" or "nestrow":
                    Flush();
                    if (!state.Skipped)
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
                        state.Skipped = true;
                    }

                    break;
            }
        }

        private void AddByte(byte one)
        {
            if (skipAfterUnicode > 0)
            {
                skipAfterUnicode--;
            }
            else if (!state.Skipped && !state.Hidden)
            {
                pending.Add(one);
            }
        }

        private void AddText(string text)
        {
            Flush();
            if (!state.Skipped && !state.Hidden)
            {
                line.Append(text);
            }
        }

        /// <summary>Decodes the bytes since the last change of font: a character of two bytes may be written as two escapes.</summary>
        private void Flush()
        {
            if (pending.Count == 0)
            {
                return;
            }

            int codePage = fontCharsets.TryGetValue(state.Font, out int charset) && RtfWords.CodePages.TryGetValue(charset, out int known) ? known : documentCodePage;
            line.Append(Charsets.ByCodePage(codePage).GetString([.. pending]));
            pending.Clear();
        }

        private void EndLine()
        {
            Flush();
            string ready = line.ToString().Trim(' ', '\t', '\0');
            line.Clear();
            if (!string.IsNullOrWhiteSpace(ready))
            {
                job.Text.AppendLine(ready);
            }
        }
    }
}
