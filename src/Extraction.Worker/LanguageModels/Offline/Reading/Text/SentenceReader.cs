namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>Splits lines into sentences; a line that was broken by its width goes on in the next one.</summary>
internal static class SentenceReader
{
    private const int WidthOfBrokenLines = 28;

    public static List<TextSpan> Read(string text, IReadOnlyList<TextLine> lines)
    {
        List<TextSpan> sentences = [];
        for (int i = 0; i < lines.Count; i++)
        {
            int start = lines[i].Span.Start, last = i;
            while (last + 1 < lines.Count && GoesOn(text, lines[last], lines[last + 1]))
            {
                last++;
            }

            Split(text, start, lines[last].Span.End, sentences);
            i = last;
        }

        return sentences;
    }

    private static void Split(string text, int start, int end, List<TextSpan> sentences)
    {
        int from = start;
        for (int i = start; i < end; i++)
        {
            bool stop = text[i] is '。' or '！' or '？' or '!' or '?' or '；' or ';' or '\u2028'
                || (text[i] == '.' && i + 2 < end && text[i + 1] == ' ' && char.IsAsciiLetterUpper(text[i + 2]) && !Abbreviation(text, from, i))
                || (text[i] == '.' && i + 1 == end);
            if (stop && i + 1 < end && text[i + 1] is '”' or '"' or '’')
            {
                i++;
            }

            if (stop)
            {
                Add(text, from, i + 1, sentences);
                from = i + 1;
            }
        }

        Add(text, from, end, sentences);
    }

    private static void Add(string text, int start, int end, List<TextSpan> sentences)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        if (end > start)
        {
            sentences.Add(new TextSpan(start, end));
        }
    }

    /// <summary>Co. and Ltd. end no sentence, nor does an initial.</summary>
    private static bool Abbreviation(string text, int from, int dot)
    {
        ReadOnlySpan<char> before = text.AsSpan(from, dot - from);
        return before.EndsWith("Co") || before.EndsWith("No") || before.EndsWith("St") || before.EndsWith("Mr") || before.EndsWith("Dr")
            || (before.Length > 1 && char.IsAsciiLetterUpper(before[^1]) && !char.IsAsciiLetter(before[^2]));
    }

    private static bool GoesOn(string text, TextLine line, TextLine next)
    {
        char end = text[line.Span.End - 1], begin = text[next.Span.Start];
        bool whole = line.Span.Length >= WidthOfBrokenLines && !line.IsHeading && next.Span.Start - line.Span.End <= 3;
        return whole && !text.AsSpan(line.Span.Start, line.Span.Length).Contains('|')
            && (CharacterFolding.IsChinese(end) || end is '、' or '，' || (char.IsAsciiLetterLower(end) && char.IsAsciiLetterLower(begin)))
            && (CharacterFolding.IsChinese(begin) || char.IsAsciiLetterLower(begin))
            && text.AsSpan(line.Span.Start, line.Span.Length).IndexOf("  ") < 0
            && !HasLabel(text.AsSpan(next.Span.Start, Math.Min(next.Span.Length, 14)));
    }

    private static bool HasLabel(ReadOnlySpan<char> begin) => begin.Contains(':') || begin.IndexOf("  ") > 0;
}
