namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>What stands between the tokens.</summary>
internal sealed partial class TolerantReader
{
    private const string Fence = "```";

    /// <summary>White space and comments.</summary>
    private void SkipSpace()
    {
        while (position < text.Length)
        {
            char c = text[position];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                position++;
            }
            else if (char.IsWhiteSpace(c) || Marks.IsInvisible(c))
            {
                Note(RepairKind.Invisible);
                while (position < text.Length && (char.IsWhiteSpace(text[position]) || Marks.IsInvisible(text[position])))
                {
                    position++;
                }
            }
            else if (!SkipComment(c))
            {
                return;
            }
        }
    }

    private bool SkipComment(char c)
    {
        (string open, string close) = c switch
        {
            '#' => ("#", "\n"),
            '/' when At("//") => ("//", "\n"),
            '/' when At("/*") => ("/*", "*/"),
            '<' when At("<!--") => ("<!--", "-->"),
            _ => (string.Empty, string.Empty),
        };
        if (open.Length == 0)
        {
            return false;
        }

        Note(RepairKind.Comment);
        int end = text.IndexOf(close, position + open.Length, StringComparison.Ordinal);
        position = end < 0 ? text.Length : end + close.Length;
        return true;
    }

    private bool At(string mark) => string.CompareOrdinal(text, position, mark, 0, mark.Length) == 0;

    /// <summary>A code fence ends what stands in it.</summary>
    private bool AtFence() => text[position] == '`' && At(Fence);

    private void SkipDots()
    {
        Note(RepairKind.Ellipsis);
        while (position < text.Length && text[position] is '.' or '…')
        {
            position++;
        }
    }

    /// <summary>Passes over text that belongs to no token, up to the next sign of structure.</summary>
    private void SkipStray()
    {
        Note(RepairKind.StrayText);
        position++;
        while (position < text.Length && !Marks.IsComma(text[position]) && text[position] is not ('}' or ']' or '\n'))
        {
            position++;
        }
    }

    /// <summary>The next character that is no white space.</summary>
    private int NextAfter(int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || Marks.IsInvisible(text[at])))
        {
            at++;
        }

        return at;
    }
}
