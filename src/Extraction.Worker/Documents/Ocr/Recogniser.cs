using System.Globalization;
using System.Text;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Ocr;

/// <summary>
/// Recognises the text of pictures with Tesseract, which runs as a process of its own. One is made per document: it keeps the document's time, and
/// says where recognising begins, as that takes longer than parsing.
/// </summary>
internal sealed class Recogniser(DocumentsOptions options, Action begun, TimeProvider time, CancellationToken cancellation)
{
    /// <summary>Tesseract's page segmentation for one column of lines: it loses none of them, however short.</summary>
    private const string OneColumn = "4";

    /// <summary>Its segmentation for any page: it tells columns apart, and drops short lines that stand alone.</summary>
    private const string AnyLayout = "3";

    /// <summary>Mean confidence from which a text in Latin letters is believed without asking another language.</summary>
    private const double Sure = 70;

    private long? _startedAt;
    private string? _lastLanguage;
    private bool _sawColumns;

    /// <summary>Whether pictures can be recognised here.</summary>
    public bool IsAvailable => options.Ocr && OcrTools.Find(options).Missing is null;

    /// <summary>Whether pages of a PDF can be drawn and recognised here.</summary>
    public bool CanDrawPages => options.Ocr && OcrTools.Find(options) is { Missing: null, MissingForPdf: null };

    /// <summary>What to do so that pictures (or pages of a PDF) are recognised, as the end of a sentence.</summary>
    public string ToDo(bool pdf) => !options.Ocr
        ? "set Documents:Ocr to true, or submit a version with text"
        : (OcrTools.Find(options).Missing ?? (pdf ? OcrTools.Find(options).MissingForPdf : null) ?? "submit a version with text");

    /// <summary>Whether time is left for one more page.</summary>
    public bool HasTime => _startedAt is not long start || time.GetElapsedTime(start).TotalSeconds < options.OcrSeconds;

    /// <summary>
    /// Recognises the words of a picture. Languages are tried one after the other, as they disturb each other where they are mixed: a line of Chinese
    /// turns into Latin letters. The one that the document's last page was written in comes first, and the next one is asked only where it does not fit.
    /// A page is read as one column, and once more where it turns out to have several.
    /// </summary>
    /// <param name="picture">PNG, JPEG, TIFF, BMP, GIF, WebP, PNM or JPEG 2000.</param>
    /// <param name="dotsPerInch">Its resolution; it says how large a printed character is.</param>
    /// <exception cref="UnreadableDocumentException">It is no picture, too large, or not recognised in time.</exception>
    public IReadOnlyList<RecognisedWord> Recognise(ReadOnlyMemory<byte> picture, int dotsPerInch)
    {
        Begin();
        IReadOnlyList<RecognisedWord> best = [];
        string bestLanguage = string.Empty;
        foreach (string language in Languages(picture, dotsPerInch))
        {
            IReadOnlyList<RecognisedWord> words = Recognise(picture, dotsPerInch, language, _sawColumns ? AnyLayout : OneColumn);
            if (best.Count == 0 || Mean(words) > Mean(best))
            {
                (best, bestLanguage) = (words, language);
            }

            if (words.Count == 0 || (IsCjk(language) ? IsOwnScript(best) : Mean(words) >= Sure))
            {
                break;
            }
        }

        _lastLanguage = best.Count == 0 ? _lastLanguage : bestLanguage;
        if (_sawColumns || !RecognisedLines.HaveColumns(best))
        {
            return best;
        }

        _sawColumns = true;
        IReadOnlyList<RecognisedWord> again = Recognise(picture, dotsPerInch, bestLanguage, AnyLayout);
        return again.Count > 0 ? again : best;
    }

    /// <summary>The languages in the order in which they are tried.</summary>
    private IEnumerable<string> Languages(ReadOnlyMemory<byte> picture, int dotsPerInch)
    {
        string[] languages = options.OcrLanguages.Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (_lastLanguage is null && languages.Length > 1 && IsCjk(languages[0]) && languages.FirstOrDefault(language => !IsCjk(language)) is string other)
        {
            // Chinese takes twice the time of Latin letters, and both are needed where it was tried in vain.
            _lastLanguage = IsLatin(picture, dotsPerInch) ? other : null;
        }

        return _lastLanguage is null ? languages : languages.OrderBy(language => language != _lastLanguage);
    }

    /// <summary>Asks Tesseract for the script alone, as far as its data for that are installed.</summary>
    private bool IsLatin(ReadOnlyMemory<byte> picture, int dotsPerInch)
    {
        const double Doubtful = 2;
        ToolRun run = Run(picture, dotsPerInch, "osd", ["--psm", "0"]);
        string[][] lines = [.. Encoding.UTF8.GetString(run.Output).Split('\n').Select(line => line.Split(':', StringSplitOptions.TrimEntries))];
        return lines.Any(line => line is ["Script", "Latin"])
            && lines.Any(line => line is ["Script confidence", string confidence] && double.TryParse(confidence, CultureInfo.InvariantCulture, out double sure) && sure >= Doubtful);
    }

    private IReadOnlyList<RecognisedWord> Recognise(ReadOnlyMemory<byte> picture, int dotsPerInch, string language, string segmentation)
    {
        ToolRun run = Run(picture, dotsPerInch, language, ["--psm", segmentation, "tsv"]);
        return run.ExitCode == 0
            ? RecognisedWord.Parse(Encoding.UTF8.GetString(run.Output))
            : throw Failed(run, "the picture could not be recognised");
    }

    private ToolRun Run(ReadOnlyMemory<byte> picture, int dotsPerInch, string language, string[] arguments) => ToolRun.Start(
        options.OcrCommand,
        ["stdin", "stdout", "-l", language, "--dpi", dotsPerInch.ToString(CultureInfo.InvariantCulture), .. arguments],
        picture,
        Limits(),
        cancellation);

    private static bool IsCjk(string language) => language.StartsWith("chi_", StringComparison.Ordinal) || language.StartsWith("jpn", StringComparison.Ordinal) || language.StartsWith("kor", StringComparison.Ordinal);

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
        string number = page.ToString(CultureInfo.InvariantCulture);
        ToolRun run = ToolRun.Start(
            options.PdfDrawCommand,
            ["-q", "-gray", "-r", dotsPerInch.ToString(CultureInfo.InvariantCulture), "-f", number, "-l", number, "-"],
            pdf,
            Limits(),
            cancellation);
        return run.ExitCode == 0 && run.Output.Length > 0 ? run.Output : throw Failed(run, $"page {number} could not be drawn");
    }

    private void Begin()
    {
        if (_startedAt is null)
        {
            _startedAt = time.GetTimestamp();
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
