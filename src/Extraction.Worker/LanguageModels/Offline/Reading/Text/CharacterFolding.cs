namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>
/// Folds a text character by character, so that offsets stay: traditional to simplified characters, full-width letters and digits to ASCII,
/// brackets, colons and spaces to one form. Rules read the folded text; values are cut from the original.
/// </summary>
internal sealed class CharacterFolding
{
    private readonly char[] _table = new char[char.MaxValue + 1];

    public CharacterFolding(IEnumerable<(char From, char To)> pairs)
    {
        for (int c = 0; c < _table.Length; c++)
        {
            _table[c] = c is >= 0xFF21 and <= 0xFF3A or >= 0xFF41 and <= 0xFF5A or >= 0xFF10 and <= 0xFF19 ? (char)(c - 0xFEE0) : (char)c;
        }

        foreach (char space in "*\u3000\u00A0\u2002\u2003\u2009\u200B\uFEFF\t\r\f\v")
        {
            _table[space] = ' ';
        }

        foreach ((char from, char to) in pairs)
        {
            _table[from] = to;
        }
    }

    public string Fold(string text) => string.Create(text.Length, (text, table: _table), static (span, state) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            char c = state.table[state.text[i]];
            bool betweenChinese = (i > 0 && IsChinese(state.text[i - 1])) || (c != '.' && i + 1 < span.Length && IsChinese(state.text[i + 1]));
            span[i] = c == ',' && betweenChinese ? '，' : c;
        }
    });

    public static bool IsChinese(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF' or '〇';
}
