using System.Diagnostics;
using System.Globalization;
using Extraction.Contracts;
using Extraction.TestKit;
using Extraction.Worker.Documents;
using Xunit;

namespace Extraction.Worker.Tests.Documents;

public sealed class ParserCorpusTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryFileOfOtherParsersSuitesEndsInTextOrARejection()
    {
        string folder = SharedFolder.Path("data/parsers");
        DocumentReader reader = Some.Reader();
        SortedDictionary<string, int> table = new(StringComparer.Ordinal);
        foreach (string[] row in File.ReadLines(Path.Combine(folder, "MANIFEST.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, row[0]));
            Stopwatch watch = Stopwatch.StartNew();
            Outcome<SourceText> outcome = reader.Read(new DocumentBytes(bytes, row[0], null), null, TestContext.Current.CancellationToken);
            string answer;
            if (outcome is Outcome<SourceText>.Done { Value: SourceText text })
            {
                TextPromises.Hold(text);
                answer = $"{text.Format}: text";
                Detail(row, $"{text.Text.Count(character => !char.IsWhiteSpace(character))} characters", watch);
            }
            else
            {
                Rejection why = Some.Rejection(outcome);
                answer = $"{ContentSniffer.Detect(bytes)}: {why.Code.ToWire()}";
                Detail(row, $"{why.Code.ToWire()}: {why.Sentence}", watch);
            }

            table[answer] = table.GetValueOrDefault(answer) + 1;
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{row[0]} took {watch.Elapsed}");
        }

        foreach ((string answer, int count) in table)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count,5}  {answer}"));
        }
    }

    private void Detail(string[] row, string answer, Stopwatch watch) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Path.GetFileName(row[0])} ({row[4]} by pdftotext, {row[6]}): {answer} [{watch.ElapsedMilliseconds} ms]"));
}
