using System.Globalization;

namespace Extraction.Worker.Documents.Ocr;

/// <summary>One word that Tesseract saw. Lengths are in pixels from the upper left corner of the picture.</summary>
/// <param name="Text">What it reads.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge of its line, the same for all words of a line.</param>
/// <param name="LineHeight">Height of its line.</param>
/// <param name="Line">Number of its line.</param>
/// <param name="Confidence">0 to 100.</param>
internal sealed record RecognisedWord(string Text, int Left, int Right, int Bottom, int LineHeight, int Line, double Confidence)
{
    private const int LineLevel = 4;
    private const int WordLevel = 5;

    /// <summary>Reads Tesseract's table (<c>tsv</c>): level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</summary>
    public static IReadOnlyList<RecognisedWord> Parse(string table)
    {
        List<RecognisedWord> words = [];
        int bottom = 0;
        int height = 0;
        int line = 0;
        foreach (string row in table.Split('\n').Skip(1))
        {
            string[] cells = row.TrimEnd('\r').Split('\t');
            if (cells.Length < 11)
            {
                continue;
            }

            int level = Number(cells[0]);
            if (level == LineLevel)
            {
                height = Number(cells[9]);
                bottom = Number(cells[7]) + height;
                line++;
            }
            else if (level == WordLevel && cells.Length > 11 && !string.IsNullOrWhiteSpace(cells[11]))
            {
                int left = Number(cells[6]);
                words.Add(new RecognisedWord(
                    cells[11].Trim(),
                    left,
                    left + Number(cells[8]),
                    bottom,
                    height,
                    line,
                    double.TryParse(cells[10], NumberStyles.Float, CultureInfo.InvariantCulture, out double confidence) ? confidence : 0));
            }
        }

        return words;
    }

    private static int Number(string cell) => int.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
