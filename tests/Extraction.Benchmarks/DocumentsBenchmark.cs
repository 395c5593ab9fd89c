using System.Diagnostics;
using System.Globalization;
using System.Text;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Microsoft.Extensions.Options;

namespace Extraction.Benchmarks;

/// <summary>Reading documents: pages per second for PDFs beside <c>pdftotext</c> on the same files, megabytes per second for text and HTML.</summary>
internal static class DocumentsBenchmark
{
    private static readonly DocumentReader Reader = new(Options.Create(new DocumentsOptions()));

    public static void Run(string[] args)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Console.WriteLine("documents: what                                          ours      pdftotext");
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
    }

    private static void Megabytes(string what, byte[] bytes)
    {
        Read(bytes);
        Stopwatch watch = Stopwatch.StartNew();
        const int Rounds = 3;
        for (int round = 0; round < Rounds; round++)
        {
            Read(bytes);
        }

        Print(what, $"{bytes.Length * (double)Rounds / (1 << 20) / watch.Elapsed.TotalSeconds:F0} MB/s", string.Empty);
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

        files.ForEach(file => Read(file.Bytes));
        int pages = files.Sum(file => file.Pages);
        Stopwatch ours = Stopwatch.StartNew();
        files.ForEach(file => Read(file.Bytes));
        ours.Stop();
        Stopwatch theirs = Stopwatch.StartNew();
        bool there = files.TrueForAll(file => PdfToText(file.Path));
        theirs.Stop();
        Print(
            $"PDF, {files.Count} files with text, {pages} pages",
            $"{pages / ours.Elapsed.TotalSeconds:F0} pages/s",
            there ? $"{pages / theirs.Elapsed.TotalSeconds:F0} pages/s" : "not installed");
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

    private static void Read(byte[] bytes)
    {
        if (Reader.Read(new DocumentBytes(bytes, "benchmark", null), null, CancellationToken.None) is Outcome<SourceText>.Reject rejected)
        {
            Console.Error.WriteLine(rejected.Why.Sentence);
        }
    }

    private static void Print(string what, string ours, string theirs) => Console.WriteLine($"  {what,-52}{ours,-16}{theirs}");
}
