using System.Text;

namespace Extraction.Worker.Grounding;

/// <summary>The tables of this folder: CSV files with a heading row, carried inside the program because grounding cannot work without them.</summary>
internal static class GroundingData
{
    /// <summary>The rows of a table, without heading, comment lines (#) and empty lines.</summary>
    /// <param name="file">The file's name in <c>Grounding/Data</c>.</param>
    public static IEnumerable<string[]> Rows(string file)
    {
        using Stream stream = typeof(GroundingData).Assembly.GetManifestResourceStream("Grounding." + file)
            ?? throw new InvalidOperationException($"The table {file} is not inside the program; it must be embedded from Grounding/Data.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        bool heading = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!heading)
            {
                yield return line.Split(',');
            }

            heading = false;
        }
    }
}
