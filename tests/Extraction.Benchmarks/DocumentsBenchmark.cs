using System.Diagnostics;
using System.Globalization;
using System.Text;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Fingerprints;
using Extraction.Worker.Extraction;
using Extraction.Worker.Extraction.Segments;
using Microsoft.Extensions.Options;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Extraction.Benchmarks;

/// <summary>
/// Reading documents: pages per second for PDFs beside PdfPig's own two ways to text (<c>Page.Text</c>, the characters as the file has them, and
/// <c>ContentOrderTextExtractor</c>, which makes lines of them) and <c>pdftotext</c>, on the same files in the same run; megabytes per second for text,
/// HTML and splitting.
/// </summary>
internal static class DocumentsBenchmark
{
    private static readonly DocumentReader Reader = new(Options.Create(new DocumentsOptions { Ocr = false, IsolateParsers = false }));

    public static void Run(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Console.WriteLine($"  {"what",-46}{"ours",-16}{"PdfPig Page.Text",-20}{"PdfPig ContentOrder",-22}pdftotext   (per second of processor time)");
        Throughput();
        if (SharedFolder.Exists("data/parsers/MANIFEST.tsv"))
        {
            Pdfs(Path.GetFullPath(Path.Combine(SharedFolder.ProjectRoot, "..", "shared", "data", "parsers")));
        }
        else
        {
            Console.WriteLine("  PDFs: ../shared/data/parsers is not beside the project, so there are none to read");
        }
    }

    private static void Throughput()
    {
        string paragraph = "丞达新材料科技有限公司位于浙江省嘉兴市，主营高温尼龙材料的研发、生产和销售，拥有十二项专利，是省级高新技术企业。\n";
        string text = string.Concat(Enumerable.Repeat(paragraph, 40_000));
        string page = "<html><body>" + string.Concat(Enumerable.Repeat($"<div class=\"row\"><p>{paragraph}</p></div>", 10_000)) + "</body></html>";
        Megabytes("text, UTF-8", Encoding.UTF8.GetBytes(text));
        Megabytes("text, GB18030", Encoding.GetEncoding("gb18030").GetBytes(text));
        Megabytes("HTML, UTF-8", Encoding.UTF8.GetBytes(page));
        Splitting("splitting, short text", text[..100_000], new ExtractionOptions());
        Splitting("splitting, whole text", text, new ExtractionOptions { MaxDocumentCharacters = 0 });
        Splitting("splitting, parts that matter chosen", text, new ExtractionOptions());
        Fingerprint(text);
    }

    private static readonly PromptCatalog Catalog = PromptCatalog.Load(PromptCatalog.ShippedDirectory);

    private static void Megabytes(string what, byte[] bytes)
    {
        Rate(what, bytes.Length, () => _ = Read(bytes));
    }

    private static void Splitting(string what, string text, ExtractionOptions options)
    {
        SourceText source = new(text, string.Empty, SourceFormat.PlainText, [], []);
        PromptFile prompt = Catalog.Get("company-profile");
        Rate(what, text.Length * 2L, () => SegmentPlanner.Plan(source, options, prompt));
    }

    private static void Fingerprint(string text) => Rate("text fingerprint", text.Length * 2L, () => TextFingerprint.Of(text));

    private static void Rate(string what, long bytes, Action work)
    {
        // The best of several measurements: the first ones run while the compiler still improves the code.
        double start = ProcessorSeconds();
        double best = 0;
        while (ProcessorSeconds() - start < 1.5)
        {
            double before = ProcessorSeconds();
            int rounds = 0;
            do
            {
                work();
                rounds++;
            }
            while (ProcessorSeconds() - before < 0.2);
            best = Math.Max(best, rounds / (ProcessorSeconds() - before));
        }

        Print(what, $"{bytes * best / (1 << 20):F0} MB/s");
    }

    /// <summary>Processor time of this process and of those that it has waited for, so that a busy machine does not change the figures.</summary>
    private static double ProcessorSeconds()
    {
        double own = Environment.CpuUsage.TotalTime.TotalSeconds;
        if (!File.Exists("/proc/self/stat"))
        {
            return own;
        }

        // proc(5): after the name in brackets come the state and then, as 16th and 17th field of the line, the times of the children in ticks of 1/100 s.
        string line = File.ReadAllText("/proc/self/stat");
        string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return own + ((long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / 100.0);
    }

    private static void Pdfs(string folder)
    {
        List<(string Path, byte[] Bytes, int Pages)> files = [];
        foreach (string[] row in File.ReadLines(Path.Combine(folder, "MANIFEST.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            if (row[6].Length == 0 && row[0].EndsWith(".pdf", StringComparison.Ordinal) && int.Parse(row[4], CultureInfo.InvariantCulture) >= 1000)
            {
                string path = Path.Combine(folder, row[0]);
                files.Add((path, File.ReadAllBytes(path), int.Parse(row[3], CultureInfo.InvariantCulture)));
            }
        }

        files.RemoveAll(file => !Read(file.Bytes));
        int pages = files.Sum(file => file.Pages);
        bool there = true;
        Action[] readers = [() => files.ForEach(file => _ = Read(file.Bytes)), () => files.ForEach(file => PdfPigText(file.Bytes, page => page.Text)), () => files.ForEach(file => PdfPigText(file.Bytes, page => ContentOrderTextExtractor.GetText(page))), () => there = there && files.TrueForAll(file => PdfToText(file.Path))];

        // Round by round, the best of each: the compiler goes on improving the code that runs longest.
        double[] best = [.. readers.Select(_ => double.MaxValue)];
        for (int round = 0; round < 8; round++)
        {
            for (int at = 0; at < readers.Length; at++)
            {
                double before = ProcessorSeconds();
                readers[at]();
                best[at] = Math.Min(best[at], ProcessorSeconds() - before);
            }
        }

        Print($"PDF, {files.Count} files with text, {pages} pages", $"{pages / best[0]:F0} pages/s", $"{pages / best[1]:F0} pages/s", $"{pages / best[2]:F0} pages/s", there ? $"{pages / best[3]:F0} pages/s" : "not installed");
    }

    /// <summary>The library as it comes.</summary>
    private static int PdfPigText(byte[] bytes, Func<Page, string> text)
    {
        try
        {
            using PdfDocument document = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            return document.GetPages().Sum(page => text(page).Length);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return 0;
        }
    }

    private static bool PdfToText(string path)
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo("pdftotext", ["-q", path, "-"]) { RedirectStandardOutput = true });
            process?.StandardOutput.ReadToEnd();
            process?.WaitForExit();
            return process is not null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static bool Read(byte[] bytes) =>
        Reader.Read(new DocumentBytes(bytes, "benchmark", null), null, CancellationToken.None) is Outcome<SourceText>.Done;

    private static void Print(string what, string ours, string pig = "", string ordered = "", string theirs = "") => Console.WriteLine($"  {what,-46}{ours,-16}{pig,-20}{ordered,-22}{theirs}".TrimEnd());
}
