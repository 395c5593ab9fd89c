namespace Extraction.Worker.Grounding.Folding;

/// <summary>
/// A text after folding, with a map back. Every folded character knows the piece of the original that it came from: one character with its
/// combining marks, a surrogate pair, or a run of dots or spaces. Memory is linear in the text: ten bytes a character.
/// </summary>
internal sealed class FoldedText
{
    private const int LongestComposedPiece = 32;

    private readonly char[] _characters;
    private readonly int[] _starts;
    private readonly int[] _ends;

    private FoldedText(char[] characters, int[] starts, int[] ends)
    {
        _characters = characters;
        _starts = starts;
        _ends = ends;
    }

    /// <summary>The folded characters.</summary>
    public ReadOnlySpan<char> Characters => _characters;

    public int Length => _characters.Length;

    /// <summary>Where the piece behind a folded character starts in the original.</summary>
    public int OriginalStart(int index) => _starts[index];

    /// <summary>Where the piece behind a folded character ends in the original, exclusive.</summary>
    public int OriginalEnd(int index) => _ends[index];

    /// <summary>Whether a span may begin at this folded character, and so the one before it may be a span's last: never inside one piece.</summary>
    public bool IsPieceStart(int index) => index <= 0 || index >= _characters.Length || _starts[index] != _starts[index - 1];

    /// <summary>Whether there is anything to recognise: punctuation alone stands everywhere.</summary>
    public bool HoldsLetterOrDigit()
    {
        foreach (char c in _characters)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first folded character whose piece starts at or after an offset of the original.</summary>
    public int IndexAtOrAfter(int original)
    {
        int low = 0;
        int high = _starts.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_starts[middle] < original)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Folds a text. Any sequence of UTF-16 code units is accepted, lone surrogates too.</summary>
    public static FoldedText Of(string text)
    {
        Builder builder = new(text);
        builder.FoldAll();
        return new FoldedText(builder.Characters, builder.Starts, builder.Ends);
    }

    private ref struct Builder(string text)
    {
        private readonly string _text = text;
        private char[] _characters = new char[text.Length + 4];
        private int[] _starts = new int[text.Length + 4];
        private int[] _ends = new int[text.Length + 4];
        private int _count;
        private int _spaceStart = -1;

        public readonly char[] Characters => _characters[.._count];

        public readonly int[] Starts => _starts[.._count];

        public readonly int[] Ends => _ends[.._count];

        public void FoldAll()
        {
            int position = 0;
            while (position < _text.Length)
            {
                char c = _text[position];
                char folded = CharacterFolding.Fold(c);
                int next = position + 1;
                if (next < _text.Length && folded != CharacterFolding.Dropped && CharacterFolding.IsMark(_text[next]))
                {
                    position = FoldComposed(position, 1);
                }
                else if (folded == CharacterFolding.Dropped)
                {
                    _spaceStart = _spaceStart < 0 ? position : _spaceStart;
                    position = next;
                }
                else if (folded == CharacterFolding.Expands)
                {
                    bool pair = char.IsHighSurrogate(c) && next < _text.Length && char.IsLowSurrogate(_text[next]);
                    position = FoldComposed(position, pair ? 2 : 1);
                }
                else
                {
                    Add(InContext(folded, position), position, next);
                    position = next;
                }
            }
        }

        /// <summary>、 and 。 between digits stay as they are: 1、2 is not 1,2 and 3。5 is not 3.5.</summary>
        private readonly char InContext(char folded, int position)
        {
            char c = _text[position];
            return c is '、' or '。' && _count > 0 && char.IsAsciiDigit(_characters[_count - 1]) && position + 1 < _text.Length && char.IsDigit(_text[position + 1])
                ? c
                : folded;
        }

        private int FoldComposed(int start, int length)
        {
            int end = start + length;
            while (end < _text.Length && CharacterFolding.IsMark(_text[end]))
            {
                end++;
            }

            string piece = _text[start..end];
            bool digitBefore = _count > 0 && _spaceStart < 0 && char.IsAsciiDigit(_characters[_count - 1]);
            bool digitAfter = end < _text.Length && char.IsDigit(_text[end]);
            foreach (char c in Compatible(piece, digitBefore || digitAfter))
            {
                char folded = CharacterFolding.Fold(c);
                if (folded != CharacterFolding.Dropped)
                {
                    Add(folded == CharacterFolding.Expands ? c : folded, start, end);
                }
            }

            return end;
        }

        /// <summary>NFKC of a piece. 10² is not 102 and 1½ is not 11/2, so such digits stay beside other digits.</summary>
        private static string Compatible(string piece, bool besideDigit)
        {
            if (piece.Length > LongestComposedPiece || (char.IsSurrogate(piece[0]) && (piece.Length < 2 || !char.IsSurrogatePair(piece[0], piece[1]))))
            {
                return piece;
            }

            if (piece.Length == 1 && char.GetUnicodeCategory(piece[0]) == System.Globalization.UnicodeCategory.OtherNumber)
            {
                string number = piece.Normalize(System.Text.NormalizationForm.FormKC);
                return besideDigit || number.Contains('\u2044', StringComparison.Ordinal) ? piece : number;
            }

            return piece.Normalize(System.Text.NormalizationForm.FormKC);
        }

        private void Add(char folded, int start, int end)
        {
            if (_spaceStart >= 0)
            {
                bool betweenDigits = _count > 0 && char.IsAsciiDigit(_characters[_count - 1]) && char.IsAsciiDigit(folded);
                if (betweenDigits && HoldsSpace(_spaceStart, start))
                {
                    Append(' ', _spaceStart, start);
                }

                _spaceStart = -1;
            }

            if (!JoinsRun(folded, end))
            {
                Append(folded, start, end);
                JoinFullStops();
            }
        }

        private readonly bool HoldsSpace(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                if (char.IsWhiteSpace(_text[i]))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Dots of an ellipsis and strokes of a dash count once, however many there are; three full stops are an ellipsis.</summary>
        private readonly bool JoinsRun(char folded, int end)
        {
            int last = _count - 1;
            if (last < 0 || folded is not (CharacterFolding.Ellipsis or '-' or '.'))
            {
                return false;
            }

            if (folded == '.' ? _characters[last] == CharacterFolding.Ellipsis && _text[end - 1] == _text[_ends[last] - 1] : folded == _characters[last])
            {
                _ends[last] = end;
                return true;
            }

            return false;
        }

        private void JoinFullStops()
        {
            if (_count >= 3 && _characters[_count - 1] == '.' && _characters[_count - 2] == '.' && _characters[_count - 3] == '.')
            {
                _characters[_count - 3] = CharacterFolding.Ellipsis;
                _ends[_count - 3] = _ends[_count - 1];
                _count -= 2;
            }
        }

        private void Append(char folded, int start, int end)
        {
            if (_count == _characters.Length)
            {
                Array.Resize(ref _characters, _count * 2);
                Array.Resize(ref _starts, _count * 2);
                Array.Resize(ref _ends, _count * 2);
            }

            _characters[_count] = folded;
            _starts[_count] = start;
            _ends[_count++] = end;
        }
    }
}
