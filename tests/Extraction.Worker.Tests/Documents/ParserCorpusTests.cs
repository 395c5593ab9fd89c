using System.Diagnostics;
using System.Globalization;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Isolation;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

/// <summary>Every file of other parsers' test suites, read as the worker reads it: in processes of their own, each file stopped before ten seconds are over.</summary>
[Collection("reader processes")]
public sealed class ParserCorpusTests(ITestOutputHelper output)
{
    private const long MostMemory = 512L << 20;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(10);

    [Fact]
    public void EveryFileOfOtherParsersSuitesEndsInTextOrARejection()
    {
        string folder = SharedFolder.Path("data/parsers");
        // On a slow machine a picture may not be recognised in this time; then its rejection says so, and the table below counts it.
        using DocumentReader reader = Some.Reader(options => (options.IsolateParsers, options.MaxSeconds, options.OcrSeconds, options.OcrPageSeconds) = (true, 7, 4, 3));
        SortedDictionary<string, SortedDictionary<string, int>> table = new(StringComparer.Ordinal);
        (TimeSpan Time, string File) slowest = default;
        (long Bytes, string File) largest = default;
        foreach (string[] row in File.ReadLines(Path.Combine(folder, "MANIFEST.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, row[0]));
            Stopwatch watch = Stopwatch.StartNew();
            Outcome<SourceText> outcome = reader.Read(new DocumentBytes(bytes, row[0], null), null, TestContext.Current.CancellationToken);
            slowest = watch.Elapsed > slowest.Time ? (watch.Elapsed, row[0]) : slowest;
            long memory = PeakOfChildren();
            largest = memory > largest.Bytes ? (memory, row[0]) : largest;

            SortedDictionary<string, int> answers = table.TryGetValue(ContentSniffer.Detect(bytes).ToString(), out SortedDictionary<string, int>? known)
                ? known
                : table[ContentSniffer.Detect(bytes).ToString()] = new(StringComparer.Ordinal);
            string answer = Answer(outcome);
            answers[answer] = answers.GetValueOrDefault(answer) + 1;
            Assert.True(watch.Elapsed < LongestTime, $"{row[0]} took {watch.Elapsed}");
        }

        foreach ((string format, SortedDictionary<string, int> answers) in table)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{format,-16} {answers.Values.Sum(),4}: {string.Join(", ", answers.Select(pair => $"{pair.Value} {pair.Key}"))}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table.Values.Sum(answers => answers.Values.Sum())} files; the slowest took {slowest.Time.TotalSeconds:F1} s ({slowest.File}); a reader process took at most {largest.Bytes >> 20} MiB ({largest.File})"));
        Assert.True(largest.Bytes < MostMemory, $"{largest.Bytes} bytes after {largest.File}");
    }

    private static string Answer(Outcome<SourceText> outcome)
    {
        if (outcome is Outcome<SourceText>.Done { Value: SourceText text })
        {
            TextPromises.Hold(text);
            return "text";
        }

        Rejection why = Some.Rejection(outcome);
        Assert.DoesNotContain(" at Extraction.", why.Sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", why.Sentence, StringComparison.Ordinal);
        return why.Code.ToWire();
    }

    /// <summary>The most memory that any reader process alive has had resident, in bytes; 0 where the system does not say it.</summary>
    private static long PeakOfChildren()
    {
        long most = 0;
        string[] ids = Directory.Exists("/proc/self/task")
            ? [.. Directory.GetDirectories("/proc/self/task").Select(task => Path.Combine(task, "children")).Where(File.Exists).SelectMany(file => Text(file).Split(' ', StringSplitOptions.RemoveEmptyEntries))]
            : [];
        foreach (string id in ids.Where(id => Text($"/proc/{id}/cmdline").Contains(ReaderChild.Verb, StringComparison.Ordinal)))
        {
            string? peak = Text($"/proc/{id}/status").Split('\n').FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            most = Math.Max(most, peak is null ? 0 : 1024 * long.Parse(peak["VmHWM:".Length..].Replace("kB", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture));
        }

        return most;
    }

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
