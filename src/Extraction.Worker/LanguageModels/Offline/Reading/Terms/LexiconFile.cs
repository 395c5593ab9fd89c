namespace Extraction.Worker.LanguageModels.Offline.Reading.Terms;

/// <summary>Reads the rows of a lexicon: a CSV file with a header, without quoting, so that a quotation mark is a character like any other.</summary>
internal static class LexiconFile
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "LanguageModels", "Offline", "Lexicons");

    /// <summary>The named columns of every row; an absent field is an empty string.</summary>
    /// <exception cref="FileNotFoundException">The lexicon is not beside the program.</exception>
    public static IEnumerable<string[]> Rows(string name, params string[] columns)
    {
        string[]? header = null;
        int[] order = [];
        foreach (string line in File.ReadLines(Path.Combine(Folder, name)))
        {
            string[] fields = line.Split(',', StringSplitOptions.TrimEntries);
            if (header is null)
            {
                header = fields;
                order = [.. columns.Select(column => Array.IndexOf(header, column))];
            }
            else if (line.Length > 0)
            {
                yield return [.. order.Select(i => i >= 0 && i < fields.Length ? fields[i] : string.Empty)];
            }
        }
    }
}
