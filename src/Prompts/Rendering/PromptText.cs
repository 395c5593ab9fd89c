using System.Xml;

namespace Extraction.Prompts.Rendering;

/// <summary>Text on its way into a prompt. Messages are read back as XML 1.0, which does not hold every character.</summary>
internal static class PromptText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// CR LF and CR become LF, as an XML reader would make them; what XML cannot hold (control characters, halves of surrogate pairs, U+FFFE, U+FFFF) becomes U+FFFD.
    /// </summary>
    public static string Clean(string text)
    {
        int first = FirstToChange(text);
        return first < 0 ? text : Rewrite(text, first);
    }

    /// <summary>The same, on one line.</summary>
    public static string OneLine(string text) => Clean(text).ReplaceLineEndings(" ").Trim();

    private static int FirstToChange(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\r' || !XmlConvert.IsXmlChar(c))
            {
                if (IsPair(text, i))
                {
                    i++;
                    continue;
                }

                return i;
            }
        }

        return -1;
    }

    private static string Rewrite(string text, int first)
    {
        char[] rewritten = new char[text.Length];
        text.CopyTo(0, rewritten, 0, first);
        int length = first;
        for (int i = first; i < text.Length; i++)
        {
            char c = text[i];
            if (IsPair(text, i))
            {
                rewritten[length++] = c;
                rewritten[length++] = text[++i];
            }
            else if (c == '\r')
            {
                if (i + 1 == text.Length || text[i + 1] != '\n')
                {
                    rewritten[length++] = '\n';
                }
            }
            else
            {
                rewritten[length++] = XmlConvert.IsXmlChar(c) ? c : Replacement;
            }
        }

        return new string(rewritten, 0, length);
    }

    private static bool IsPair(string text, int at) => at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
}
