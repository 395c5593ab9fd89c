using System.Buffers;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>Finds where the answer begins: after the model's thinking.</summary>
internal static class AnswerStart
{
    private static readonly string[] Tags = ["think", "thinking", "thought", "reasoning", "reflection", "scratchpad", "analysis"];
    private static readonly SearchValues<char> Opening = SearchValues.Create("{[");

    /// <summary>Offset after the last block of thinking; the end of the text where one is not closed.</summary>
    public static int Find(string text, List<Repair> repairs)
    {
        int start = 0;
        int first = text.AsSpan().IndexOfAny(Opening);
        foreach (string tag in Tags)
        {
            // A tag inside the JSON is content: only one that opens before any bracket counts, or one that closes without having been opened.
            int open = IndexOf(text, $"<{tag}>", start);
            int close = LastClose(text, $"</{tag}>", start);
            bool opensFirst = open >= 0 && (first < 0 || open < first);
            if (opensFirst && close < open)
            {
                repairs.Add(new Repair(RepairKind.Thinking, open));
                return text.Length;
            }

            if (close >= 0 && (opensFirst || (open < 0 && text.AsSpan(close).IndexOfAny(Opening) >= 0 && !IsInsideString(text, close))))
            {
                repairs.Add(new Repair(RepairKind.Thinking, close));
                start = close + tag.Length + 3;
                first = text.AsSpan(start).IndexOfAny(Opening) is >= 0 and int next ? start + next : -1;
            }
        }

        return start;
    }

    /// <summary>Whether the quotes of the JSON that begins after an offset are escaped, as in a string.</summary>
    public static bool IsEscaped(string text, int start)
    {
        int open = text.AsSpan(start).IndexOfAny(Opening);
        if (open < 0)
        {
            return false;
        }

        int at = start + open + 1;
        while (at < text.Length && Skips(text, ref at))
        {
            at++;
        }

        return at + 1 < text.Length && text[at] == '\\' && (text[at + 1] is '"' or '\\');
    }

    /// <summary>White space, written out or escaped, and further brackets.</summary>
    private static bool Skips(string text, ref int at)
    {
        if (text[at] == '\\' && at + 1 < text.Length && (text[at + 1] is 'n' or 'r' or 't'))
        {
            at++;
            return true;
        }

        return char.IsWhiteSpace(text[at]) || Opening.Contains(text[at]);
    }

    private static int IndexOf(string text, string tag, int from) => text.IndexOf(tag, from, StringComparison.OrdinalIgnoreCase);

    private static int LastClose(string text, string tag, int from)
    {
        int at = text.LastIndexOf(tag, StringComparison.OrdinalIgnoreCase);
        return at < from ? -1 : at;
    }

    /// <summary>Whether the line around an offset has an odd number of quotes before it.</summary>
    private static bool IsInsideString(string text, int at)
    {
        int line = text.LastIndexOf('\n', at) + 1;
        return text.AsSpan(line, at - line).Count('"') % 2 == 1;
    }
}
