using System.Buffers;
using System.Text.RegularExpressions;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>
/// Patterns tried as one alternation: at the first place where any of them matches, the first in order that does. Each is looked for by its own first words,
/// and interpreted: as one pattern in generated code they take megabytes, which cost more to compile at every start than they ever give back.
/// </summary>
internal sealed class Alternatives(params string[] patterns)
{
    private readonly Lazy<Regex>[] _regexes = [.. patterns.Select(pattern => new Lazy<Regex>(() => new Regex(pattern, RegexOptions.CultureInvariant)))];

    /// <summary>The matches in the sentences that hold one of the words.</summary>
    public IEnumerable<Found> Find(DocumentText document, SearchValues<string> words) => document.SentencesWith(words).SelectMany(sentence => In(document, sentence));

    /// <summary>The matches in a stretch, one behind the other; ^ and $ stand for its ends.</summary>
    public IEnumerable<Found> In(DocumentText document, TextSpan span)
    {
        string text = document.Text[span.Start..span.End];
        Match?[] next = new Match?[_regexes.Length];
        for (int at = 0; First(text, at, next) is { } match; at = match.Index + Math.Max(match.Length, 1))
        {
            yield return new Found(match, span.Start);
        }
    }

    private Match? First(string text, int at, Match?[] next)
    {
        Match? first = null;
        for (int i = 0; i < next.Length && at <= text.Length; i++)
        {
            if (next[i] is not { } known || (known.Success && known.Index < at))
            {
                next[i] = _regexes[i].Value.Match(text, at);
            }

            first = next[i] is { Success: true } match && (first is null || match.Index < first.Index) ? match : first;
        }

        return first;
    }
}
