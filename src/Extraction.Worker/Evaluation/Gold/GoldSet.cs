using System.Security.Cryptography;
using System.Text;

namespace Extraction.Worker.Evaluation;

/// <summary>A gold file: labelled documents, one JSON object a line, or a CSV table with one row a company.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Records">The labelled documents, in the file's order.</param>
internal sealed record GoldSet(string File, string Sha256, IReadOnlyList<GoldRecord> Records)
{
    private const int MostProblems = 50;

    /// <summary>Reads and checks a gold file.</summary>
    /// <exception cref="GoldException">Something is wrong with it; every problem is named with file and line.</exception>
    public static GoldSet Read(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new GoldException([new GoldProblem(file, 0, "There is no such file; name a gold file, JSON Lines or CSV.")]);
        }

        byte[] bytes = System.IO.File.ReadAllBytes(file);
        List<GoldProblem> problems = [];
        IReadOnlyList<(GoldDocument Gold, int Line)> read = [];
        if (Text(file, bytes, problems) is { } text)
        {
            read = Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase)
                ? GoldTable.Parse(file, text, problems)
                : GoldLines.Parse(file, text.Split('\n'), problems);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        List<GoldRecord> records = [.. read.Select(one => new GoldRecord(one.Gold, one.Line, Path.GetFullPath(Path.Combine(folder, one.Gold.Document))))];
        CheckDocuments(file, records, problems);
        if (problems.Count == 0 && records.Count == 0)
        {
            problems.Add(new GoldProblem(file, 0, "The file holds no labelled document."));
        }

        return problems.Count == 0
            ? new GoldSet(file, Convert.ToHexStringLower(SHA256.HashData(bytes)), records)
            : throw new GoldException([.. problems.OrderBy(problem => problem.Line).Take(MostProblems)]);
    }

    private static string? Text(string file, byte[] bytes, List<GoldProblem> problems)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException wrong)
        {
            int line = 1 + bytes.AsSpan(0, Math.Clamp(wrong.Index, 0, bytes.Length)).Count((byte)'\n');
            problems.Add(new GoldProblem(file, line, "The file is not UTF-8 from here on; save it as UTF-8."));
            return null;
        }
    }

    private static void CheckDocuments(string file, List<GoldRecord> records, List<GoldProblem> problems)
    {
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        foreach (GoldRecord record in records)
        {
            if (!lines.TryAdd(record.Path, record.Line))
            {
                problems.Add(new GoldProblem(file, record.Line, $"The document `{record.Gold.Document}` is labelled twice, first at line {lines[record.Path]}; keep one of them."));
            }
            else if (!System.IO.File.Exists(record.Path))
            {
                problems.Add(new GoldProblem(file, record.Line, $"The document `{record.Gold.Document}` is not there; paths are relative to the gold file."));
            }
        }
    }
}
