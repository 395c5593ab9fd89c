using System.Diagnostics;
using System.Globalization;
using System.Text;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class PdfRecoveryTests(ITestOutputHelper output)
{
    [Fact]
    public void IntactPdfsYieldTheCharactersThatPdftotextFinds()
    {
        string folder = SharedFolder.Path("data/parsers");
        DocumentReader reader = Some.Reader();
        int all = 0;
        int found = 0;
        foreach (string[] row in File.ReadLines(Path.Combine(folder, "MANIFEST.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            if (row[6].Length > 0 || !row[0].EndsWith(".pdf", StringComparison.Ordinal))
            {
                continue;
            }

            string path = Path.Combine(folder, row[0]);
            Dictionary<char, int> theirs = Count(PdfToText(path));
            Outcome<SourceText> outcome = reader.Read(new DocumentBytes(File.ReadAllBytes(path), row[0], null), null, TestContext.Current.CancellationToken);
            Dictionary<char, int> ours = Count(outcome is Outcome<SourceText>.Done done ? done.Value.Text : string.Empty);
            int expected = theirs.Values.Sum();
            int recovered = theirs.Sum(pair => Math.Min(pair.Value, ours.GetValueOrDefault(pair.Key)));
            all += expected;
            found += recovered;
            if (recovered < expected * 0.95)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(double)recovered / expected,7:P0} of {expected,6}: {row[0]} {(outcome is Outcome<SourceText>.Reject rejected ? rejected.Why.Sentence : string.Empty)}"));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found} of {all} characters, {(double)found / all:P1}"));
        Assert.True(found > all * 0.95, $"{found} of {all} characters were recovered");
    }

    private static Dictionary<char, int> Count(string text) =>
        text.Normalize(NormalizationForm.FormKC).Where(character => !char.IsWhiteSpace(character) && character is not '-' and not '\u00AD').CountBy(character => character).ToDictionary();

    private static string PdfToText(string path)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("pdftotext", ["-q", "-enc", "UTF-8", path, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("pdftotext is not installed (Debian: poppler-utils), so there is nothing to compare with");
            throw;
        }
    }
}
