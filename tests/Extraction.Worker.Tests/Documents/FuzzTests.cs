using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

/// <summary>
/// Damages documents of every format at random, inside their packing too, and reads them: each must end in text that keeps its promises or in a
/// rejection, in bounded time. Read as the worker reads, large parsers in a process of their own: one that a document brings down takes nothing with it. <c>EXTRACTION_FUZZ_SECONDS</c> says how long (600 by hand), <c>EXTRACTION_FUZZ_SEED</c> repeats a run.
/// </summary>
[Collection("reader processes")]
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const string Seconds = "EXTRACTION_FUZZ_SECONDS";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public void DamagedDocumentsOfEveryFormatEndInTextOrARejection()
    {
        string? configured = Environment.GetEnvironmentVariable(Seconds);
        Assert.SkipUnless(int.TryParse(configured, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds), $"{Seconds} does not say how long to damage documents");
        int seed = int.TryParse(Environment.GetEnvironmentVariable("EXTRACTION_FUZZ_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : Environment.ProcessId;
        Random random = new(seed);
        byte[][] seeds = [.. Seeds()];
        using DocumentReader reader = Some.Reader(options => (options.Ocr, options.MaxExpandedBytes, options.MaxCharacters, options.IsolateParsers, options.MaxSeconds) = (false, 32 << 20, 2_000_000, true, 10));
        SortedDictionary<string, int> table = new(StringComparer.Ordinal);
        Stopwatch watch = Stopwatch.StartNew();
        int runs = 0;
        while (watch.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            byte[] damaged = Damage(seeds[random.Next(seeds.Length)], seeds, random);
            string answer = Read(reader, damaged, $"seed {seed}, run {runs}");
            table[answer] = table.GetValueOrDefault(answer) + 1;
            runs++;
        }

        output.WriteLine($"{runs} damaged documents from {seeds.Length} whole ones in {seconds} s, seed {seed}");
        foreach ((string answer, int count) in table)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,7}  {answer}"));
        }
    }

    private static string Read(DocumentReader reader, byte[] damaged, string which)
    {
        Outcome<SourceText>? outcome = null;
        Exception? fault = null;
        Thread reading = new(
            () =>
            {
                try
                {
                    outcome = reader.Read(new DocumentBytes(damaged, "damaged", null), null, CancellationToken.None);
                }
                catch (Exception unexpected)
                {
                    fault = unexpected;
                }
            },
            8 << 20)
        { IsBackground = true };
        reading.Start();
        if (!reading.Join(Longest) || fault is not null)
        {
            string file = Path.Combine(Path.GetTempPath(), $"extraction-fuzz-{Guid.NewGuid():N}");
            File.WriteAllBytes(file, damaged);
            Assert.Fail($"{which}: {fault?.ToString() ?? $"not read within {Longest.TotalSeconds} seconds"}; the document is kept as {file}");
        }

        if (outcome is Outcome<SourceText>.Done { Value: SourceText text })
        {
            TextPromises.Hold(text);
            return $"{ContentSniffer.Detect(damaged)}: text";
        }

        Rejection why = Some.Rejection(outcome!);
        Assert.DoesNotContain(" at Extraction.", why.Sentence, StringComparison.Ordinal);
        return $"{ContentSniffer.Detect(damaged)}: {why.Code.ToWire()}";
    }

    private static IEnumerable<byte[]> Seeds()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(SharedFolder.ProjectRoot, "samples", "documents")))
        {
            yield return File.ReadAllBytes(path);
        }

        yield return Some.Pdf(["The company makes bearings."], ["Page two"]);
        yield return Some.Docx(Some.Paragraph(Some.ChineseProfile), Some.Table(["a", "b"], ["c", "d"]));
        yield return SomeOffice.Xlsx(["A1:B1"], [["企业名称", "城市"], ["甲", "嘉兴"]]);
        yield return SomeOffice.Pptx([["一", "二"]]);
        yield return Encoding.ASCII.GetBytes(@"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 Song;}}\uc1\u20844?\u21496?{\b bold}\par\cell\row}");
        yield return Encoding.UTF8.GetBytes("From: a@b\nTo: c@d\nSubject: =?utf-8?B?5YWs5Y+4?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html; charset=gbk\n\n<p>a</p>\n--x\nContent-Disposition: attachment; filename=\"a.csv\"\nContent-Transfer-Encoding: base64\n\n5LyB5Lia5ZCN56ewLOWfjuW4ggrnlLIs5ZiJ5YW0Cg==\n--x--\n");
        yield return Encoding.UTF8.GetBytes("企业名称,统一社会信用代码,城市\n\"甲,公司\",91330400MA2B8XKQ3P,嘉兴\n乙,,\n");
        if (SharedFolder.Exists("data/parsers/MANIFEST.tsv"))
        {
            string folder = Path.GetFullPath(Path.Combine(SharedFolder.ProjectRoot, "..", "shared", "data", "parsers"));
            foreach (string path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(path => new FileInfo(path).Length is > 0 and < 100_000))
            {
                yield return File.ReadAllBytes(path);
            }
        }
    }

    private static byte[] Damage(byte[] whole, byte[][] seeds, Random random)
    {
        if (random.Next(2) == 0 && whole.AsSpan().StartsWith("PK\x03\x04"u8) && Repacked(whole, seeds, random) is byte[] repacked)
        {
            return repacked;
        }

        List<byte> bytes = [.. whole];
        for (int changes = random.Next(1, 8); changes > 0 && bytes.Count > 0; changes--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, random.Next(Math.Min(bytes.Count - at, 64)));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(Math.Min(bytes.Count - at, 256))));
                    break;
                case 4:
                    byte[] other = seeds[random.Next(seeds.Length)];
                    int from = random.Next(other.Length);
                    bytes.InsertRange(at, other[from..Math.Min(other.Length, from + random.Next(512))]);
                    break;
                case 5:
                    int digit = bytes.FindIndex(at, one => one is >= (byte)'0' and <= (byte)'9');
                    if (digit >= 0)
                    {
                        bytes.InsertRange(digit, Encoding.ASCII.GetBytes(random.Next(3) switch { 0 => "9999999", 1 => "-", _ => "0" }));
                    }

                    break;
                default:
                    bytes.RemoveRange(at, random.Next(20) == 0 ? bytes.Count - at : 0);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Damages a member of a packed document and packs it again, so that the damage reaches the parser of the member.</summary>
    private static byte[]? Repacked(byte[] whole, byte[][] seeds, Random random)
    {
        try
        {
            using ZipArchive archive = new(new MemoryStream(whole), ZipArchiveMode.Read);
            int chosen = random.Next(Math.Max(1, archive.Entries.Count));
            using MemoryStream stream = new();
            using (ZipArchive packed = new(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                for (int at = 0; at < archive.Entries.Count; at++)
                {
                    using Stream from = archive.Entries[at].Open();
                    using MemoryStream content = new();
                    from.CopyTo(content);
                    byte[] member = at == chosen && content.Length < 200_000 ? Damage([0, .. content.ToArray()], seeds, random)[1..] : content.ToArray();
                    using Stream to = packed.CreateEntry(archive.Entries[at].FullName, CompressionLevel.Fastest).Open();
                    to.Write(member);
                }
            }

            return stream.ToArray();
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException or IOException or ArgumentException)
        {
            return null;
        }
    }
}
