using System.Text.RegularExpressions;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>Blanks what a reader of the page would not see: comments, scripts, hidden elements and tags. Offsets stay.</summary>
internal static partial class HiddenText
{
    public static string Blank(string text)
    {
        if (!text.Contains('<'))
        {
            return text;
        }

        char[] characters = text.ToCharArray();
        foreach (Match match in Invisible().EnumerateAll(text))
        {
            Blank(characters, match.Index, match.Length);
        }

        foreach (Match match in Tag().EnumerateAll(text))
        {
            Blank(characters, match.Index, match.Length);
        }

        return new string(characters);
    }

    private static IEnumerable<Match> EnumerateAll(this Regex regex, string text)
    {
        for (Match match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            yield return match;
        }
    }

    private static void Blank(char[] characters, int start, int length)
    {
        for (int i = start; i < start + length; i++)
        {
            characters[i] = characters[i] == '\n' ? '\n' : ' ';
        }
    }

    [GeneratedRegex(
        """<!--.*?(-->|\z)|<(script|style|template|noscript)\b.*?(</\2\s*>|\z)|<(\w+)\b[^>]*(display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0[^.]|aria-hidden\s*=\s*["']?true|\shidden\b)[^>]*>.*?(</\4\s*>|\z)""",
        RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Invisible();

    [GeneratedRegex("""</?[A-Za-z][^<>\n]{0,300}>""", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
