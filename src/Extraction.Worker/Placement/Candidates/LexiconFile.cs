using CsvHelper;

namespace Extraction.Worker.Placement.Candidates;

/// <summary>Reads the word lists that ship beside the program.</summary>
internal static class LexiconFile
{
    /// <summary>The rows of a list under <c>Placement/Lexicons</c>; each row has the columns asked for, in that order.</summary>
    public static IReadOnlyList<string[]> Read(string file, params string[] columns)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Placement", "Lexicons", file);
        using CsvReader csv = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        List<string[]> rows = [];
        while (csv.Read())
        {
            rows.Add([.. columns.Select(column => csv.GetString(column))]);
        }

        return rows;
    }
}
