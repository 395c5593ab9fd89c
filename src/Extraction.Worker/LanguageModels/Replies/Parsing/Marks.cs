using System.Buffers;

namespace Extraction.Worker.LanguageModels.Replies.Parsing;

/// <summary>The signs that models use as JSON's.</summary>
internal static class Marks
{
    private const string QuoteSigns = "\"'`“”„‟‘’‚‛＂＇「」『』";

    private static readonly SearchValues<char> Quotes = SearchValues.Create(QuoteSigns);
    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i)]);

    /// <summary>What can end a plain part of a string, by the quote that opened it.</summary>
    private static readonly Dictionary<char, SearchValues<char>> Stops = QuoteSigns.ToDictionary(
        open => open,
        open => SearchValues.Create([.. Closers(open), '\\', .. Enumerable.Range(0, 32).Select(i => (char)i), .. Enumerable.Range(0xD800, 0x800).Select(i => (char)i)]));

    private static readonly SearchValues<char> Numeric = SearchValues.Create("0123456789+-.eE");

    private static readonly string[] Literals = ["true", "false", "null", "none", "nan", "undefined"];

    public static bool IsQuote(char c) => Quotes.Contains(c);

    public static bool IsNumeric(ReadOnlySpan<char> token) => !token.ContainsAnyExcept(Numeric);

    public static bool IsControl(char c) => Controls.Contains(c);

    public static bool IsComma(char c) => c is ',' or '，';

    public static bool IsColon(char c) => c is ':' or '：';

    public static bool IsInvisible(char c) => c is '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\u2060';

    /// <summary>The quotes that can close a string.</summary>
    public static string Closers(char open) => open switch
    {
        '“' or '”' or '„' or '‟' => "”“\"",
        '‘' or '’' or '‚' or '‛' => "’‘'",
        '＂' => "＂\"",
        '＇' => "＇'",
        '「' => "」",
        '『' => "』",
        _ => open.ToString(),
    };

    /// <summary>Closing quotes, the backslash, control characters and halves of surrogate pairs.</summary>
    public static SearchValues<char> StopsOf(char open) => Stops[open];

    public static bool StartsWithLiteral(ReadOnlySpan<char> text)
    {
        foreach (string literal in Literals)
        {
            if (text.StartsWith(literal, StringComparison.OrdinalIgnoreCase) && (text.Length == literal.Length || !char.IsLetterOrDigit(text[literal.Length])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Length of the word at the start that can be a property name without quotes.</summary>
    public static int NameLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && (char.IsLetterOrDigit(text[length]) || text[length] is '_' or '-' or '$'))
        {
            length++;
        }

        return length;
    }
}
