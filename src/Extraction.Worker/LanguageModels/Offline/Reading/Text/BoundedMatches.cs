using System.Text.RegularExpressions;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>The matches of a pattern inside a stretch of a text, without cutting the stretch out.</summary>
internal static class BoundedMatches
{
    public static IEnumerable<Match> In(this Regex regex, string text, TextSpan span)
    {
        for (Match match = regex.MatchIn(text, span.Start, span.Length); match.Success; match = match.NextMatch())
        {
            yield return match;
        }
    }

    /// <summary>The first match inside a stretch, as far as the text reaches; ^ and $ stand for the stretch's ends.</summary>
    public static Match MatchIn(this Regex regex, string text, int start, int length)
    {
        int from = Math.Clamp(start, 0, text.Length);
        return regex.Match(text, from, Math.Clamp(length, 0, text.Length - from));
    }
}
