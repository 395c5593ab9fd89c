using System.Buffers;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>Strings: where they end when quotes inside them are not escaped, and what they say.</summary>
internal sealed partial class TolerantReader
{
    private const char Replacement = '\uFFFD';
    private const int LongestKey = 64;

    /// <summary>How often a string whose end was not recognised may be read again up to its first quote: bounded, so that the time stays linear.</summary>
    private int _secondLooks = 8;

    private bool IsEscapedQuote() => text[position] == '\\' && position + 1 < text.Length && Marks.IsQuote(text[position + 1]);

    /// <summary>Reads a string; null where the text ends in it.</summary>
    private string? ReadString(Place place)
    {
        int opened = position;
        bool escaped = text[position] == '\\';
        char open = text[escaped ? position + 1 : position];
        if (escaped || open != '"')
        {
            Note(escaped ? RepairKind.Escape : RepairKind.Quotes);
        }

        int start = opened + (escaped ? 2 : 1);
        int end = FindEnd(start, open, escaped, place, out int after);
        if (end < 0)
        {
            position = text.Length;
            _ended = true;
            return null;
        }

        position = after;
        return Decode(start, end, open, place);
    }

    /// <summary>Offset of the end of a string's content, or -1 where the text ends first.</summary>
    private int FindEnd(int start, char open, bool escaped, Place place, out int after)
    {
        SearchValues<char> stops = Marks.StopsOf(open);
        int rejected = -1;
        int at = start;
        while (text.AsSpan(at).IndexOfAny(stops) is >= 0 and int next)
        {
            at += next;
            char c = text[at];
            bool candidate = !escaped;
            int quote = at;
            if (c == '\\')
            {
                quote = at + 1;
                candidate = escaped && quote < text.Length && text[quote] == open;
                if (!candidate)
                {
                    at = Math.Min(at + 2, text.Length);
                    continue;
                }
            }
            else if (Marks.IsControl(c) || char.IsSurrogate(c))
            {
                at++;
                continue;
            }

            if (candidate && EndsString(quote, place))
            {
                after = quote + 1;
                return at;
            }

            if (place == Place.Property && quote > start && BeginsNextProperty(quote, start, out int before))
            {
                if (rejected >= 0)
                {
                    after = rejected + 1;
                    return rejected;
                }

                NoteAt(RepairKind.MissingQuote, before);
                after = before;
                return before;
            }

            rejected = rejected < 0 && candidate && !escaped ? quote : rejected;
            at = quote + 1;
        }

        // The text ends with a bracket, so the string ended somewhere before it.
        if (rejected >= 0 && _secondLooks-- > 0 && text.AsSpan().TrimEnd() is [.., '}' or ']' or '`'])
        {
            after = rejected + 1;
            return rejected;
        }

        after = text.Length;
        return -1;
    }

    /// <summary>Whether a quote ends its string, by what comes after it.</summary>
    private bool EndsString(int quote, Place place)
    {
        if (place == Place.Key)
        {
            return true;
        }

        int next = NextAfter(quote + 1);
        if (next >= text.Length)
        {
            return true;
        }

        char c = text[next];
        bool apart = next > quote + 1;
        switch (c)
        {
            case '}' or ']':
                return true;
            case ')':
                return Top.IsTuple;
            case ',' or '，':
                return place == Place.Property ? EndsProperty(NextAfter(next + 1)) : EndsItem(NextAfter(next + 1));
            case ':':
                return place == Place.Item;
            case '/':
                return next + 1 < text.Length && (text[next + 1] == '*' || (apart && text[next + 1] == '/'));
            case '#':
                return apart;
            case '`':
                return string.CompareOrdinal(text, next, Fence, 0, Fence.Length) == 0;
            case '{':
                return place == Place.Item || HasLineEnd(quote + 1, next);
            case '\\':
                return next + 1 < text.Length && text[next + 1] is 'n';
            default:
                return apart && (place == Place.Property
                    ? StartsKey(next) && (Marks.IsQuote(c) || HasLineEnd(quote + 1, next))
                    : Marks.IsQuote(c) && EndsItem(next));
        }
    }

    /// <summary>Whether what comes after a comma shows that a property's value ended before it.</summary>
    private bool EndsProperty(int next) =>
        next >= text.Length || text[next] is '}' or ']' or ',' or '…' || StartsKey(next) || StartsComment(next) || IsDots(next)
        || (text[next] == '{' && Top.Node.Parent is JsonArray);

    /// <summary>Whether what comes after a comma shows that a list's item ended before it.</summary>
    private bool EndsItem(int next) =>
        next >= text.Length || text[next] is '{' or '[' or ']' or '}' or '(' or ',' or '-' or '…' || char.IsAsciiDigit(text[next]) || Marks.IsQuote(text[next])
        || StartsComment(next) || IsDots(next) || Marks.StartsWithLiteral(text.AsSpan(next, Math.Min(12, text.Length - next)));

    private bool StartsComment(int at) => at + 1 < text.Length && ((text[at] == '/' && text[at + 1] is '/' or '*') || text[at] == '#');

    private bool IsDots(int at) => string.CompareOrdinal(text, at, "...", 0, 3) == 0;

    private bool HasLineEnd(int from, int to) => text.AsSpan(from, to - from).Contains('\n');

    /// <summary>Whether a property's name and a colon stand at an offset, or their beginning at the end of the text.</summary>
    private bool StartsKey(int at)
    {
        if (at >= text.Length)
        {
            return false;
        }

        char open = text[at] == '\\' && at + 1 < text.Length ? text[++at] : text[at];
        ReadOnlySpan<char> rest = text.AsSpan(at + 1, Math.Min(LongestKey, text.Length - at - 1));
        if (!Marks.IsQuote(open))
        {
            int length = Marks.NameLength(text.AsSpan(at, Math.Min(LongestKey, text.Length - at)));
            int colon = NextAfter(at + length);
            return length > 0 && (colon >= text.Length || (text[colon] is ':' or '：' && IsName(text.AsSpan(at, length))));
        }

        int close = CloseOf(rest, open);
        if (close < 0)
        {
            return at + 1 + LongestKey >= text.Length && !rest.Contains('\n');
        }

        int next = NextAfter(at + 1 + close + 1);
        return next >= text.Length || Marks.IsColon(text[next]);
    }

    /// <summary>Where a name ends: at the first closing quote that no backslash stands before.</summary>
    private static int CloseOf(ReadOnlySpan<char> rest, char open)
    {
        ReadOnlySpan<char> closers = Marks.Closers(open);
        for (int i = 0; i < rest.Length; i++)
        {
            if (closers.Contains(rest[i]))
            {
                return i;
            }

            i += rest[i] == '\\' ? 1 : 0;
        }

        return -1;
    }

    /// <summary>A bare word is a name where the schema knows it, or where it looks like an identifier.</summary>
    private bool IsName(ReadOnlySpan<char> word)
    {
        bool ascii = !word.ContainsAnyExceptInRange('\0', '\x7F') && char.IsLetter(word[0]);
        return ascii || names.Contains(word);
    }

    /// <summary>Whether the quote at an offset opens the next property, so that the string before it lacks its closing quote.</summary>
    private bool BeginsNextProperty(int quote, int start, out int before)
    {
        before = quote;
        while (before > start && char.IsWhiteSpace(text[before - 1]))
        {
            before--;
        }

        bool line = HasLineEnd(before, quote);
        bool comma = before > start && Marks.IsComma(text[before - 1]);
        if ((!line && !comma) || !StartsKey(quote))
        {
            return false;
        }

        before = comma ? before - 1 : before;
        int close = text.AsSpan(quote + 1, Math.Min(LongestKey, text.Length - quote - 1)).IndexOfAny(Marks.Closers(text[quote]));
        return close > 0 && (names.Count == 0 ? IsName(text.AsSpan(quote + 1, close)) : names.Contains(text.AsSpan(quote + 1, close)));
    }

    /// <summary>What a string says.</summary>
    private string Decode(int start, int end, char open, Place place)
    {
        ReadOnlySpan<char> content = text.AsSpan(start, end - start);
        SearchValues<char> stops = Marks.StopsOf(open);
        int next = content.IndexOfAny(stops);
        if (next < 0)
        {
            return place == Place.Key ? names.Of(content) : content.ToString();
        }

        bool quote = false;
        bool control = false;
        _buffer.Clear();
        while (next >= 0)
        {
            _buffer.Append(content[..next]);
            content = content[next..];
            char c = content[0];
            int used = 1;
            if (c == '\\')
            {
                used = Escape(content, end - content.Length);
            }
            else if (char.IsSurrogate(c))
            {
                used = content.Length > 1 && char.IsSurrogatePair(c, content[1]) ? 2 : 1;
                if (used == 1)
                {
                    NoteAt(RepairKind.Escape, end - content.Length);
                }

                _buffer.Append(used == 2 ? content[..2] : [Replacement]);
            }
            else
            {
                control |= Marks.IsControl(c);
                quote |= !Marks.IsControl(c);
                _buffer.Append(c);
            }

            content = content[used..];
            next = content.IndexOfAny(stops);
        }

        _buffer.Append(content);
        if (quote)
        {
            NoteAt(RepairKind.InnerQuote, start);
        }

        if (control)
        {
            NoteAt(RepairKind.RawControl, start);
        }

        return _buffer.ToString();
    }

    /// <summary>Writes what an escape stands for; returns how many characters it takes.</summary>
    private int Escape(ReadOnlySpan<char> escape, int at)
    {
        char plain = escape.Length < 2 ? '\0' : escape[1] switch
        {
            '"' or '\\' or '/' => escape[1],
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (plain != '\0')
        {
            _buffer.Append(plain);
            return 2;
        }

        if (Unit(escape) is char unit)
        {
            if (char.IsHighSurrogate(unit) && escape.Length >= 12 && Unit(escape[6..]) is char low && char.IsLowSurrogate(low))
            {
                _buffer.Append(unit).Append(low);
                return 12;
            }

            if (char.IsSurrogate(unit))
            {
                NoteAt(RepairKind.Escape, at);
            }

            _buffer.Append(char.IsSurrogate(unit) ? Replacement : unit);
            return 6;
        }

        // Not an escape of JSON's: a quote stands for itself, anything else is kept as written.
        NoteAt(RepairKind.Escape, at);
        if (escape.Length > 1 && Marks.IsQuote(escape[1]))
        {
            _buffer.Append(escape[1]);
            return 2;
        }

        _buffer.Append('\\');
        return 1;
    }

    private static char? Unit(ReadOnlySpan<char> escape) =>
        escape.Length >= 6 && escape[0] == '\\' && escape[1] == 'u' && ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : null;

    private void NoteAt(RepairKind kind, int at) => repairs.Add(new Repair(kind, at));
}
