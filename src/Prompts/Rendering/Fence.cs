using System.Security.Cryptography;
using System.Text;

namespace Extraction.Prompts.Rendering;

/// <summary>
/// Untrusted text between a line <c>&lt;&lt;&lt;NAME token</c> and a line <c>token NAME&gt;&gt;&gt;</c>. The token is derived from the text and does not occur
/// in it, so that the text cannot close its fence; it is the same each time, so that the same prompt is the same bytes.
/// </summary>
internal static class Fence
{
    private const string Open = "<<<";
    private const string Close = ">>>";
    private const int TokenBytes = 6;

    public static string Around(string name, string text)
    {
        string label = name.ToUpperInvariant();
        string token = TokenFor(text);
        return $"{Open}{label} {token}\n{text}\n{token} {label}{Close}";
    }

    /// <summary>
    /// Reads the fenced text that opens at <paramref name="at"/>.
    /// </summary>
    /// <param name="user">A user message.</param>
    /// <param name="at">Start of a line.</param>
    /// <param name="end">Offset after the closing line, without its line end.</param>
    /// <returns>The name in lower case and the text; null where no fence opens there or where it is not closed.</returns>
    public static (string Name, string Text)? Read(string user, int at, out int end)
    {
        end = at;
        if (string.CompareOrdinal(user, at, Open, 0, Open.Length) != 0)
        {
            return null;
        }

        int lineEnd = user.IndexOf('\n', at);
        int space = lineEnd < 0 ? -1 : user.IndexOf(' ', at, lineEnd - at);
        if (space < 0)
        {
            return null;
        }

        string label = user[(at + Open.Length)..space];
        string closing = $"\n{user[(space + 1)..lineEnd]} {label}{Close}";
        int close = user.IndexOf(closing, lineEnd, StringComparison.Ordinal);
        if (close < 0)
        {
            return null;
        }

        end = close + closing.Length;
        string text = close == lineEnd ? string.Empty : user[(lineEnd + 1)..close];
        return (label.ToLowerInvariant(), text);
    }

    private static string TokenFor(string text)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        string token = Hex(hash);
        while (text.Contains(token, StringComparison.Ordinal))
        {
            hash = SHA256.HashData(hash);
            token = Hex(hash);
        }

        return token;

        static string Hex(byte[] hash) => Convert.ToHexStringLower(hash, 0, TokenBytes);
    }
}
