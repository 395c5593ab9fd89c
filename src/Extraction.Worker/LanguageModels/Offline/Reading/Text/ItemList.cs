namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>Splits an enumeration into its items: 、 and 和 and their like, commas in English; names with Ltd. stay whole.</summary>
internal static class ItemList
{
    private static readonly string[] Joints = ["以及", "及其", "和", "与", "及", "或", "并"];
    private static readonly string[] EnglishJoints = [" and ", " or ", " as well as ", " & ", " to "];

    public static IEnumerable<TextSpan> Split(string text, TextSpan span)
    {
        int start = span.Start, depth = 0;
        for (int i = span.Start; i < span.End; i++)
        {
            depth += text[i] is '(' or '“' ? 1 : text[i] is ')' or '”' ? -1 : 0;
            if (depth > 0)
            {
                continue;
            }

            int joint = Joint(text, i, start, span.End);
            if (joint > 0)
            {
                if (Trim(text, start, i) is { Length: > 0 } item)
                {
                    yield return item;
                }

                start = i + joint;
                i = start - 1;
            }
        }

        if (Trim(text, start, span.End) is { Length: > 0 } last)
        {
            yield return last;
        }
    }

    private static int Joint(string text, int i, int start, int end)
    {
        char c = text[i];
        if (c is '、' or '，' or '|' or '；' or ';' or '●' or '◆' or '■' or '○' || (c == '/' && i > start && (CharacterFolding.IsChinese(text[i - 1]) || text[i - 1] == ' ')) || (c is >= '①' and <= '⑳'))
        {
            return 1;
        }

        if (c == ',' && i + 1 < end && text[i + 1] == ' ' && !text.AsSpan(i + 2).StartsWith("Ltd") && !text.AsSpan(i + 2).StartsWith("Inc") && !text.AsSpan(i + 2).StartsWith("Limited"))
        {
            ReadOnlySpan<char> rest = text.AsSpan(i + 2, end - i - 2);
            return rest.StartsWith("and ") ? 6 : rest.StartsWith("or ") ? 5 : 2;
        }

        if (c == ' ')
        {
            foreach (string word in EnglishJoints)
            {
                if (text.AsSpan(i, end - i).StartsWith(word))
                {
                    return word.Length;
                }
            }

            if (i + 1 < end && text[i + 1] == ' ')
            {
                return 2;
            }

            return 0;
        }

        foreach (string word in Joints)
        {
            bool fits = text.AsSpan(i, end - i).StartsWith(word, StringComparison.Ordinal) && i - start >= 2 && end - i - word.Length >= 2;
            if (fits && (word.Length == 2 || !InsideWord(text, i)))
            {
                return word.Length;
            }
        }

        return 0;
    }

    /// <summary>共和, 和谐, 普及, 并列: the character belongs to a word.</summary>
    private static bool InsideWord(string text, int i)
    {
        char before = text[i - 1], after = i + 1 < text.Length ? text[i + 1] : ' ';
        return text[i] switch
        {
            '和' => before is '共' or '柔' or '温' or '饱' or '缓' or '中' && after is '剂' || after is '谐' or '平' or '面' or '成' && before is '新',
            '与' => after is '会' or '众' || before is '参',
            '及' => before is '普' or '涉' or '以' or '危' || after is '时' or '格' or '其',
            '并' => after is '联' or '列' or '网' or '购' or '非' or '不' or '行' or '且' or '条' or '丝' || before is '合' or '兼',
            '或' => after is '者',
            _ => false,
        };
    }

    private static TextSpan Trim(string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] is '·' or '>' or '-' or '*' or '◆' or ':'))
        {
            start++;
        }

        while (end > start && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '。' or '.' or '>' or ':'))
        {
            end--;
        }

        return new TextSpan(start, end);
    }
}
