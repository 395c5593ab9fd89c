using System.Collections.Concurrent;
using System.Text;

namespace Extraction.Worker.Documents.Ocr;

/// <summary>Which of the programs that recognise pictures are on this machine. Looked for once per process and setting.</summary>
/// <param name="Missing">What to install before pictures are recognised; null where nothing is missing.</param>
/// <param name="MissingForPdf">What else to install before pages of a PDF are; null where nothing is missing.</param>
internal sealed record OcrTools(string? Missing, string? MissingForPdf)
{
    private static readonly ConcurrentDictionary<(string, string, string), OcrTools> Found = new();

    public static OcrTools Find(DocumentsOptions options) =>
        Found.GetOrAdd((options.OcrCommand, options.OcrLanguages, options.PdfDrawCommand), key => Look(key.Item1, key.Item2, key.Item3));

    private static OcrTools Look(string tesseract, string wanted, string drawer)
    {
        string? drawerMissing = Answers(drawer, "-v") is null ? $"install '{drawer}' (Debian: poppler-utils) or name it in Documents:PdfDrawCommand" : null;
        if (Answers(tesseract, "--list-langs") is not string listed)
        {
            return new OcrTools($"install '{tesseract}' (Debian: tesseract-ocr, tesseract-ocr-chi-sim, poppler-utils) or name it in Documents:OcrCommand", drawerMissing);
        }

        HashSet<string> installed = [.. listed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        string[] missing = [.. wanted.Split('+').Where(language => !installed.Contains(language))];
        return new OcrTools(
            missing.Length == 0 ? null : $"install the language {string.Join(", ", missing)} of '{tesseract}' (Debian: tesseract-ocr-{missing[0].Replace('_', '-')}) or take it out of Documents:OcrLanguages",
            drawerMissing);
    }

    /// <summary>What a program says to a question, or null where it cannot be started.</summary>
    private static string? Answers(string program, string question)
    {
        try
        {
            ToolRun run = ToolRun.Start(program, [question], ReadOnlyMemory<byte>.Empty, new ToolLimits(TimeSpan.FromSeconds(10), 4L << 30, 1 << 20), CancellationToken.None);
            return run.ExitCode is 0 or 1 or 99 ? Encoding.UTF8.GetString(run.Output) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
