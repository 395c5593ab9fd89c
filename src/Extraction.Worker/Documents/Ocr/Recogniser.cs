using Extraction.Contracts;

namespace Extraction.Worker.Documents.Ocr;

/// <summary>
/// Recognises the text of pictures with Tesseract, which runs as a process of its own. One is made per document: it keeps the document's time, and
/// says where recognising begins, as that takes longer than parsing.
/// </summary>
internal sealed class Recogniser(DocumentsOptions options, Action begun, TimeProvider time, CancellationToken cancellation)
{
    private long? startedAt;

    /// <summary>Whether pictures can be recognised here.</summary>
    public bool IsAvailable => options.Ocr && OcrTools.Find(options).Missing is null;

    /// <summary>Whether pages of a PDF can be drawn and recognised here.</summary>
    public bool CanDrawPages => options.Ocr && OcrTools.Find(options) is { Missing: null, MissingForPdf: null };

    /// <summary>What to do so that pictures (or pages of a PDF) are recognised, as the end of a sentence.</summary>
    public string ToDo(bool pdf) => !options.Ocr
        ? "set Documents:Ocr to true, or submit a version with text"
        : (OcrTools.Find(options).Missing ?? (pdf ? OcrTools.Find(options).MissingForPdf : null) ?? "submit a version with text");

    /// <summary>Whether time is left for one more page.</summary>
    public bool HasTime => startedAt is not long start || time.GetElapsedTime(start).TotalSeconds < options.OcrSeconds;

    /// <summary>
    /// Recognises the words of a picture. Languages are tried one after the other, as they disturb each other where they are mixed: a line of Chinese
    /// turns into Latin letters. The next one is asked only where the one before found hardly any of its own script.
    /// </summary>
    /// <param name="picture">PNG, JPEG, TIFF, BMP, GIF, WebP, PNM or JPEG 2000.</param>
    /// <param name="dotsPerInch">Its resolution; it says how large a printed character is.</param>
    /// <exception cref="UnreadableDocumentException">It is no picture, too large, or not recognised in time.</exception>
    public IReadOnlyList<RecognisedWord> Recognise(ReadOnlyMemory<byte> picture, int dotsPerInch)
    {
        Begin();
        IReadOnlyList<RecognisedWord> best = [];
        foreach (string language in options.OcrLanguages.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            IReadOnlyList<RecognisedWord> words = Recognise(picture, dotsPerInch, language);
            best = best.Count == 0 || Mean(words) > Mean(best) ? words : best;
            if (words.Count == 0 || IsOwnScript(best))
            {
                break;
            }
        }

        return best;
    }

    private IReadOnlyList<RecognisedWord> Recognise(ReadOnlyMemory<byte> picture, int dotsPerInch, string language)
    {
        ToolRun run = ToolRun.Start(
            options.OcrCommand,
            ["stdin", "stdout", "-l", language, "--dpi", dotsPerInch.ToString(System.Globalization.CultureInfo.InvariantCulture), "--psm", "3", "tsv"],
            picture,
            Limits(),
            cancellation);
        return run.ExitCode == 0
            ? RecognisedWord.Parse(System.Text.Encoding.UTF8.GetString(run.Output))
            : throw Failed(run, "the picture could not be recognised");
    }

    /// <summary>Whether at least a tenth of the letters is Chinese or Japanese: then it is a text of that script, with Latin names in it.</summary>
    private static bool IsOwnScript(IReadOnlyList<RecognisedWord> words)
    {
        int letters = words.Sum(word => word.Text.Count(char.IsLetter));
        return words.Sum(word => word.Text.Count(CjkText.IsCjk)) * 10 >= letters;
    }

    private static double Mean(IReadOnlyList<RecognisedWord> words) => words.Count == 0 ? 0 : words.Average(word => word.Confidence);

    /// <summary>Draws one page of a PDF as a picture.</summary>
    /// <param name="pdf">The PDF.</param>
    /// <param name="page">From 1.</param>
    /// <param name="dotsPerInch">Resolution.</param>
    public byte[] Draw(ReadOnlyMemory<byte> pdf, int page, int dotsPerInch)
    {
        Begin();
        string number = page.ToString(System.Globalization.CultureInfo.InvariantCulture);
        ToolRun run = ToolRun.Start(
            options.PdfDrawCommand,
            ["-q", "-gray", "-r", dotsPerInch.ToString(System.Globalization.CultureInfo.InvariantCulture), "-f", number, "-l", number, "-"],
            pdf,
            Limits(),
            cancellation);
        return run.ExitCode == 0 && run.Output.Length > 0 ? run.Output : throw Failed(run, $"page {number} could not be drawn");
    }

    private void Begin()
    {
        if (startedAt is null)
        {
            startedAt = time.GetTimestamp();
            begun();
        }
    }

    private ToolLimits Limits() => new(TimeSpan.FromSeconds(options.OcrPageSeconds), options.MaxOcrMemoryBytes, 256 << 20);

    private UnreadableDocumentException Failed(ToolRun run, string what) => run.TimedOut
        ? new UnreadableDocumentException(
            FailureCode.DocumentTooLarge,
            $"The document holds a picture that was not recognised within {options.OcrPageSeconds} seconds; raise Documents:OcrPageSeconds or submit a version with text.")
        : new UnreadableDocumentException(FailureCode.DocumentCorrupt, $"The document is damaged or too large for its {options.MaxOcrMemoryBytes >> 20} MiB: {what} (exit code {run.ExitCode}); fetch it again.");
}
