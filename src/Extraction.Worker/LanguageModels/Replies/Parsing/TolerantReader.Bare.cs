using System.Text.Json.Nodes;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>What stands without quotes: names, numbers, literals, and texts.</summary>
internal sealed partial class TolerantReader
{
    private void ReadBareKey(Frame frame)
    {
        int end = position;
        while (end < text.Length && !Marks.IsColon(text[end]) && !Marks.IsComma(text[end]) && !Marks.IsQuote(text[end]) && text[end] is not ('=' or '{' or '}' or '[' or ']' or '\n'))
        {
            end++;
        }

        if (end == text.Length)
        {
            position = end;
            _ended = true;
            return;
        }

        ReadOnlySpan<char> key = text.AsSpan(position, end - position).Trim();
        if (!key.IsEmpty && (Marks.IsColon(text[end]) || text[end] == '='))
        {
            Note(RepairKind.BareKey);
            Name(frame, names.Of(key));
            position = end;
        }
        else
        {
            Note(RepairKind.StrayText);
            position = Math.Max(end, position + 1);
        }
    }

    private void ReadBareValue()
    {
        // Python writes u"…", r"…", b"…" and f"…".
        if (position + 1 < text.Length && text[position] is 'u' or 'r' or 'b' or 'f' && text[position + 1] is '"' or '\'')
        {
            Skip(RepairKind.Literal);
            return;
        }

        int end = Top.Object is null ? BareEnd(position) : BareEnd(AfterThousands(position));
        ReadOnlySpan<char> token = text.AsSpan(position, end - position).Trim();
        if (end == text.Length && Literal(token, out _) != true)
        {
            position = end;
            _ended = true;
            return;
        }

        if (token.IsEmpty)
        {
            Note(RepairKind.StrayText);
            position++;
            return;
        }

        Put(Scalar(token));
        position = end;
    }

    /// <summary>Where a value without quotes ends.</summary>
    private int BareEnd(int at)
    {
        bool inArray = Top.Array is not null;
        for (int start = at; at < text.Length; at++)
        {
            char c = text[at];
            if (Marks.IsComma(c) || c is '}' or ']' or '\n' or '"' || (c == ')' && Top.IsTuple) || (c == '`' && string.CompareOrdinal(text, at, Fence, 0, Fence.Length) == 0))
            {
                return at;
            }

            bool apart = at > start && char.IsWhiteSpace(text[at - 1]);
            if ((c == '#' && apart) || (c == '/' && at + 1 < text.Length && (text[at + 1] == '*' || (text[at + 1] == '/' && apart))))
            {
                return at;
            }

            if (inArray && c == ':' && at - start <= LongestKey && Marks.NameLength(text.AsSpan(start, at - start)) == at - start)
            {
                return at;
            }
        }

        return at;
    }

    /// <summary>Offset after a number whose thousands are set apart by commas; the same offset where there is none.</summary>
    private int AfterThousands(int start)
    {
        int at = start;
        while (at < text.Length && at - start < 3 && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        int end = start;
        while (at > start && at + 3 < text.Length && text[at] == ',' && text.AsSpan(at + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0 && !char.IsAsciiDigit(text[at + 4 < text.Length ? at + 4 : at]))
        {
            at += 4;
            end = at;
        }

        return end;
    }

    private JsonNode? Scalar(ReadOnlySpan<char> token)
    {
        if (StrictJson.Number(token) is { } number)
        {
            return number;
        }

        switch (Literal(token, out JsonNode? literal))
        {
            case true:
                return literal;
            case false:
                Note(RepairKind.Literal);
                return literal;
        }

        if (token.Trim('.').IsEmpty || token.Trim('…').IsEmpty)
        {
            Note(RepairKind.Ellipsis);
            return null;
        }

        string tidy = token.ToString().Replace(",", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal).TrimStart('+');
        tidy = tidy.StartsWith('.') ? "0" + tidy : tidy.EndsWith('.') ? tidy[..^1] : tidy;
        if (StrictJson.Number(tidy) is { } mended)
        {
            Note(RepairKind.Number);
            return mended;
        }

        Note(RepairKind.BareText);
        return JsonValue.Create(token.ToString());
    }

    /// <summary>True for JSON's own literals, false for those of other languages, null for anything else.</summary>
    private static bool? Literal(ReadOnlySpan<char> token, out JsonNode? value)
    {
        value = null;
        if (token.Length is < 3 or > 9)
        {
            return null;
        }

        switch (token)
        {
            case "true" or "false":
                value = JsonValue.Create(token.Length == 4);
                return true;
            case "null":
                return true;
            case "True" or "TRUE" or "False" or "FALSE":
                value = JsonValue.Create(token.Length == 4);
                return false;
            case "None" or "NONE" or "none" or "Null" or "NULL" or "nil" or "undefined" or "NaN" or "nan" or "Infinity" or "-Infinity":
                return false;
            default:
                return null;
        }
    }
}
