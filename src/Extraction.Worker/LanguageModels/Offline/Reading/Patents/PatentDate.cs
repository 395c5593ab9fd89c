using System.Globalization;
using System.Text.RegularExpressions;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Patents;

/// <summary>The date for which a figure is stated: the nearest before it in its sentence, else one behind it.</summary>
internal static partial class PatentDate
{
    public static string? Of(DocumentText document, TextSpan sentence, TextSpan figure)
    {
        string? nearest = null;
        foreach (Match match in Date.In(document.Text, new TextSpan(LineStart(document, sentence), sentence.End)))
        {
            if ((match.Index < figure.Start || nearest is null) && !InOtherBrackets(document, match.Index, figure))
            {
                nearest = Iso(match) ?? nearest;
            }
        }

        return nearest;
    }

    /// <summary>「97项（2022年末为88项）」: a date in brackets is that of the figures in them.</summary>
    private static bool InOtherBrackets(DocumentText document, int date, TextSpan figure)
    {
        TextSpan between = date < figure.Start ? new TextSpan(date, figure.Start) : new TextSpan(figure.End, date);
        ReadOnlySpan<char> text = document.Cut(between);
        return date < figure.Start ? text.Contains(')') && text.LastIndexOf(')') > text.LastIndexOf('(') && text.IndexOf(')') < text.Length - 1 && text.Count(')') > text.Count('(') : text.LastIndexOf('(') > text.LastIndexOf(')');
    }

    private static int LineStart(DocumentText document, TextSpan sentence) =>
        document.LineAt(sentence.Start).Span.Start is var start && TimelineLead().IsMatch(document.Cut(start, Math.Min(14, document.Text.Length - start))) ? start : sentence.Start;

    private static string? Iso(Match match)
    {
        string text = match.Groups["y"].Success ? match.Groups["y"].Value : match.Groups["ey"].Value;
        int? year = text.Length == 4 && char.IsAsciiDigit(text[0]) ? int.Parse(text, CultureInfo.InvariantCulture) : Numerals.Read(text);
        if (year is not (> 1980 and < 2100))
        {
            return null;
        }

        int? month = match.Groups["em"].Success ? Month(match.Groups["em"].Value) : match.Groups["m"].Success ? Numerals.Read(match.Groups["m"].Value) : null;
        string dayText = match.Groups["ed"].Success ? match.Groups["ed"].Value : match.Groups["d"].Value;
        int? day = dayText.Length > 0 ? Numerals.Read(dayText) : null;
        bool end = match.Groups["end"].Success;
        return month is null
            ? end ? $"{year:D4}-12-31" : $"{year:D4}"
            : day is null ? $"{year:D4}-{month:D2}" : $"{year:D4}-{month:D2}-{day:D2}";
    }

    private static int Month(string name) =>
        Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, m => m.Length > 0 && name.StartsWith(m, StringComparison.OrdinalIgnoreCase)) + 1;

    private static readonly Regex Date = LongPattern.Of("""(?<y>(?:19|20)\d\d|二[〇零]{1}[〇零一二三四五六七八九]{2})(?:\s?年?(?:度)?(?<end>末|底|终)|\s?[年\-./]\s?(?<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])(?:[月\-./]\s?(?<d>3[01]|[12]\d|0?[1-9])?日?)?(?:底|末)?|\s?年?(?:度)?)|(?<ed>[1-3]?\d) (?<em>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (?<ey>20\d\d)|(?<em>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (?:(?<ed>[1-3]?\d), )?(?<ey>20\d\d)""");

    [GeneratedRegex("""^(?:\[?20\d\d)""", RegexOptions.CultureInvariant)]
    private static partial Regex TimelineLead();
}
