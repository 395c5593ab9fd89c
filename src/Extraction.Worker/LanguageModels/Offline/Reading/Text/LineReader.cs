using System.Buffers;
using System.Text.RegularExpressions;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>Splits a text into lines and tells headings from statements.</summary>
internal static partial class LineReader
{
    private const int LongestHeading = 30;
    private const int LongestLatinHeading = 48;

    private static readonly SearchValues<char> StatementMarks = SearchValues.Create("。，；;：:!！");

    public static List<TextLine> Read(string text)
    {
        List<TextLine> lines = [];
        int heading = -1;
        bool listed = false;
        int previousEnd = 0;
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end;
            int from = start, to = end;
            while (from < to && char.IsWhiteSpace(text[from]))
            {
                from++;
            }

            while (to > from && char.IsWhiteSpace(text[to - 1]))
            {
                to--;
            }

            if (to > from)
            {
                ReadOnlySpan<char> line = text.AsSpan(from, to - from);
                bool isHeading = IsHeading(line) && !(listed && text.AsSpan(previousEnd, from - previousEnd).Count('\n') <= 1 && !Numbered().IsMatch(line) && !Section().IsMatch(line));
                listed = isHeading ? ListHeading().IsMatch(line) : listed && line.IndexOf("。") < 0;
                lines.Add(new TextLine(new TextSpan(from, to), isHeading, heading));
                heading = isHeading ? lines.Count - 1 : heading;
                previousEnd = to;
            }

            start = end + 1;
        }

        if (lines.Count == 0)
        {
            lines.Add(new TextLine(new TextSpan(0, 0), IsHeading: false, Heading: -1));
        }

        return lines;
    }

    private static bool IsHeading(ReadOnlySpan<char> line)
    {
        if ((line[0] is '·' && line.Length > 8) || line[0] is '>' or '-' or '①' or '②' or '③' || line.Contains('|') || line.IndexOf("  ", StringComparison.Ordinal) > 0)
        {
            return false;
        }

        if (line[^1] is '？' or '?' or ':')
        {
            return line.Length <= 40;
        }

        return (line.Length <= LongestLatinHeading && Capitals().IsMatch(line)) || (line.Length <= LongestHeading && !line.ContainsAny(StatementMarks) && !(line.IndexOf('、') > 3))
            || (line.Length <= 44 && Numbered().IsMatch(line) && !line.Contains('。') && !line.Contains(';'));
    }

    [GeneratedRegex("""^[A-Z][A-Z &\-/']{5,}(?: \([^()]*\))?$""", RegexOptions.CultureInvariant)]
    private static partial Regex Capitals();

    [GeneratedRegex("""客户|用户|伙伴|产品|单品|谁在|选择|荣誉|资质|称号|品项|主推|往来|PARTNERS|PRODUCTS|RANGE|CATALOG|MODELS|APPROVALS|AWARDS|LINE-UP|CUSTOMERS|CLIENTS|HONOU?RS|CREDENTIALS|(?i:what we make|work with|our products|our customers|products$|customers$|credentials|awards)""", RegexOptions.CultureInvariant)]
    private static partial Regex ListHeading();

    [GeneratedRegex("""荣誉|资质|专利|证书|[Ss]upplier|[Ii]ntellectual|[Rr]ecognition|[Hh]istory|[Tt]itle|[Oo]verview|[Rr]isk|[Cc]ompany|供应|原料|风险|问题|联系|关于|新闻|动态|产品|客户|伙伴|谁在|选择|案例|应用|简介|概况|历程|文化|招聘|下载|导航|首页|知识产权|服务|团队|实力|留言|友情|版权|ICP|PATENT|HONOU?R|FOLLOW|CONTACT|ABOUT|PRODUCT|PARTNER|[Cc]redential|CREDENTIAL|[Aa]bout|[Cc]ontact|[Nn]ews|NEWS|LATEST|WHO |WHAT |WHERE |[Pp]atents|[Hh]onou?rs|[Aa]wards|[Ww]hat we|[Ww]ho we""", RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    [GeneratedRegex("""^(第?[一二三四五六七八九十甲乙丙丁戊己庚辛]+[、.节章部]|\([一二三四五六七八九十\d]+\)|\d{1,2}(\.\d+)*[、.\s]|[◆◤▲■●◎▶#\[])""", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();
}
