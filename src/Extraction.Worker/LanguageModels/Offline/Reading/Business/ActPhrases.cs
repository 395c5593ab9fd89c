using System.Buffers;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Business;

/// <summary>
/// Activities in a row, as a statement of business ends in them: 研发、生产和销售, 制造及相关配套服务. All methods look at the head of a text and
/// tell how far the phrase reaches: longer words and longer rows first, shorter ones where what must follow does not.
/// </summary>
internal sealed class ActPhrases(TradeActs acts)
{
    /// <summary>Rows are read no further than this, whatever the text.</summary>
    private const int LongestRow = 200;

    private const int LongestUnlisted = 4;
    private const int ShortestUnlisted = 2;

    private static readonly SearchValues<char> AfterRow = SearchValues.Create("，。；;:！？\n()（ \"”的等");
    private static readonly SearchValues<char> AfterFew = SearchValues.Create("，。；;:！？”()\n");

    private static readonly string[] Links = ["、", "，", "和", "与", "及", "以及", "并", "/", "兼", "或"];
    private static readonly string[] PlainLinks = ["、", "和", "与", "及", "以及"];
    private static readonly string[] Modifiers = ["售后", "配套", "相关", "自主", "专业", "来料", "委托", "机械", "机"];
    private static readonly string[] LastModifiers = ["售后", "配套", "相关"];
    private static readonly string[] NextModifiers = ["售后", "配套", "国内", "相关"];
    private static readonly string[] Wholes = ["业务", "一体化", "全流程"];

    /// <summary>One activity or several, behind which the statement ends; 0 where there is none.</summary>
    public int Row(ReadOnlySpan<char> text)
    {
        HashSet<int>? failed = null;
        for (int length = acts.At(text); length > 0; length = acts.At(text, length))
        {
            if (More(text, length, ref failed) is > 0 and int end)
            {
                return end;
            }
        }

        return 0;
    }

    /// <summary>Several activities, of which one may be a word that is not listed, or a single one at the end of its clause; 0 where there are none.</summary>
    public int Several(ReadOnlySpan<char> text)
    {
        for (int head = LongestUnlisted; head >= ShortestUnlisted; head--)
        {
            if (Han(text, head) && Word(text[head..], PlainLinks) is > 0 and int link && Linked(text, head + link) is > 0 and int end)
            {
                return end;
            }
        }

        if (Linked(text, 0) is > 0 and int linked)
        {
            return linked;
        }

        for (int first = acts.At(text); first > 0; first = acts.At(text, first))
        {
            int link = Word(text[first..], PlainLinks);
            for (int last = link > 0 ? LongestUnlisted : 0; last >= ShortestUnlisted; last--)
            {
                if (Han(text[(first + link)..], last) && Ends(text[(first + link + last)..], AfterFew))
                {
                    return first + link + last;
                }
            }
        }

        for (int head = LongestUnlisted; head >= ShortestUnlisted; head--)
        {
            if (Han(text, head) && Word(text[head..], PlainLinks) is > 0 and int link && Last(text, head + link) is > 0 and int end)
            {
                return end;
            }
        }

        for (int first = acts.At(text); first > 0; first = acts.At(text, first))
        {
            if (acts.At(text[first..]) is > 0 and int second)
            {
                return first + second;
            }
        }

        return Last(text, 0);
    }

    /// <summary>Whether two activities with a link between them stand in the text.</summary>
    public bool HasTwo(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            for (int first = acts.At(text[i..]); first > 0; first = acts.At(text[i..], first))
            {
                if (Word(text[(i + first)..], PlainLinks) is > 0 and int link && acts.At(text[(i + first + link)..]) > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What follows an activity of a row: another, with or without a link, and at last the words for the whole.</summary>
    private int More(ReadOnlySpan<char> text, int at, ref HashSet<int>? failed)
    {
        if (failed?.Contains(at) == true)
        {
            return 0;
        }

        for (int link = Word(text[at..], Links); at < LongestRow; link = 0)
        {
            for (int its = Starts(text, at + link, "其") ? 1 : 0; its >= 0; its--)
            {
                int from = at + link + its;
                for (int modifier = Word(text[from..], Modifiers); ; modifier = 0)
                {
                    ReadOnlySpan<char> next = text[(from + modifier)..];
                    for (int length = acts.At(next); length > 0; length = acts.At(next, length))
                    {
                        if (More(text, from + modifier + length, ref failed) is > 0 and int end)
                        {
                            return end;
                        }
                    }

                    if (modifier == 0)
                    {
                        break;
                    }
                }
            }

            if (link == 0)
            {
                break;
            }
        }

        int last = Service(text, at);
        last = last > 0 ? last : Whole(text, at);
        if (last == 0)
        {
            (failed ??= []).Add(at);
        }

        return last;
    }

    /// <summary>「、相关维修服务」 behind a row.</summary>
    private int Service(ReadOnlySpan<char> text, int at)
    {
        int link = Word(text[at..], PlainLinks);
        for (int modifier = link > 0 ? Word(text[(at + link)..], LastModifiers) : -1; modifier >= 0; modifier = modifier > 0 ? 0 : -1)
        {
            int from = at + link + modifier;
            for (int length = acts.At(text[from..]); length > 0; length = acts.At(text[from..], length))
            {
                int end = from + length;
                int whole = Starts(text, end, "服务") ? Whole(text, end + 2) : 0;
                whole = whole > 0 ? whole : Whole(text, end);
                if (whole > 0)
                {
                    return whole;
                }
            }
        }

        return 0;
    }

    private static int Whole(ReadOnlySpan<char> text, int at)
    {
        int whole = Word(text[at..], Wholes);
        return whole > 0 && EndsRow(text[(at + whole)..]) ? at + whole : EndsRow(text[at..]) ? at : 0;
    }

    /// <summary>An activity with at least one more behind a link.</summary>
    private int Linked(ReadOnlySpan<char> text, int at)
    {
        for (int after = Starts(text, at, "售后") ? 2 : 0; ; after = 0)
        {
            int from = at + after;
            for (int first = acts.At(text[from..]); first > 0; first = acts.At(text[from..], first))
            {
                int end = from + first;
                int next = Next(text, end);
                if (next > 0)
                {
                    while (next > 0)
                    {
                        end = next;
                        next = Next(text, end);
                    }

                    return end;
                }
            }

            if (after == 0)
            {
                return 0;
            }
        }
    }

    /// <summary>「和相关安装调试服务」: a link, and one activity or two.</summary>
    private int Next(ReadOnlySpan<char> text, int at)
    {
        int link = Word(text[at..], PlainLinks);
        for (int modifier = link > 0 ? Word(text[(at + link)..], NextModifiers) : -1; modifier >= 0; modifier = modifier > 0 ? 0 : -1)
        {
            int end = at + link + modifier;
            if (acts.At(text[end..]) is > 0 and int length)
            {
                end += length;
                end += acts.At(text[end..]);
                return Starts(text, end, "服务") ? end + 2 : end;
            }
        }

        return 0;
    }

    private int Last(ReadOnlySpan<char> text, int at)
    {
        for (int length = acts.At(text[at..]); length > 0; length = acts.At(text[at..], length))
        {
            ReadOnlySpan<char> rest = text[(at + length)..];
            if (Ends(rest, AfterFew) || rest.StartsWith("业务", StringComparison.Ordinal))
            {
                return at + length;
            }
        }

        return 0;
    }

    private static bool EndsRow(ReadOnlySpan<char> rest) =>
        Ends(rest, AfterRow) || rest.StartsWith("为主", StringComparison.Ordinal) || (rest.Length > 1 && rest[0] == '、' && rest[1] is '不' or '无' or '未');

    private static bool Ends(ReadOnlySpan<char> rest, SearchValues<char> marks) => rest.IsEmpty || marks.Contains(rest[0]);

    private static bool Han(ReadOnlySpan<char> text, int length) => text.Length >= length && !text[..length].ContainsAnyExceptInRange('\u4e00', '\u9fff');

    private static bool Starts(ReadOnlySpan<char> text, int at, string word) => text[at..].StartsWith(word, StringComparison.Ordinal);

    /// <summary>The length of the word with which the text begins; 0 where it is none of them.</summary>
    private static int Word(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal))
            {
                return word.Length;
            }
        }

        return 0;
    }
}
