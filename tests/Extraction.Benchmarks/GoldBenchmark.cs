using System.Diagnostics;
using System.Globalization;
using Extraction.Prompts.Replies;
using Extraction.TestKit;
using Extraction.Worker.Evaluation;
using Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>Prints what the rule-based reader alone finds in the labelled documents, before grounding and merging, and what a document costs.</summary>
internal static class GoldBenchmark
{
    private const int Rounds = 40;

    public static int Run(string[] args)
    {
        if (!SharedFolder.Exists("gold/dev"))
        {
            Console.WriteLine("gold: the folder ../shared/gold/dev is not beside the project");
            return 0;
        }

        string folder = Path.Combine(SharedFolder.ProjectRoot, "..", "shared", "gold", "dev");
        OfflineReader reader = new();
        IReadOnlyList<GoldDocument> gold = GoldFile.Parse(File.ReadLines(Path.Combine(folder, "gold.jsonl")));
        (GoldDocument Gold, string Text)[] documents = [.. gold.Select(g => (g, File.ReadAllText(Path.Combine(folder, g.Document))))];
        ScoreSheet sheet = new();
        foreach ((GoldDocument labels, string text) in documents)
        {
            CompaniesReply reply = reader.ReadProfile(text, labels.Kind, labels.Language);
            sheet.Add(GoldScorer.Score(labels, [.. reply.Companies.Select(ReplyEvent.Of)], text: null));
        }

        Print(sheet, verbose: args.Contains("--verbose"));
        Time(reader, documents);
        return 0;
    }

    private static void Print(ScoreSheet sheet, bool verbose)
    {
        if (verbose)
        {
            foreach (Disagreement d in sheet.Disagreements.Where(d => !IsPlacement(d.Field)))
            {
                Console.WriteLine($"{Path.GetFileNameWithoutExtension(d.Document)} {d.Company} {d.Field}: labelled {d.Labelled ?? "-"}, read {d.Published ?? "-"}");
            }
        }

        Console.WriteLine("| field | precision | recall | F1 |");
        Console.WriteLine("|---|---|---|---|");
        foreach ((string field, FieldScore score) in sheet.Lists)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {field} | {score.Precision:F3} | {score.Recall:F3} | {score.F1:F3} |"));
        }

        foreach ((string field, ShareScore score) in sheet.Shares.Where(s => !IsPlacement(s.Key)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {field} | | | {score.Share:F3} of {score.Asked} |"));
        }
    }

    private static void Time(OfflineReader reader, (GoldDocument Gold, string Text)[] documents)
    {
        Stopwatch watch = new();
        for (int round = 0; round < Rounds; round++)
        {
            if (round == Rounds / 2)
            {
                watch.Start();
            }

            foreach ((GoldDocument labels, string text) in documents)
            {
                reader.ReadProfile(text, labels.Kind, labels.Language);
            }
        }

        double each = watch.Elapsed.TotalMilliseconds / (Rounds - (Rounds / 2)) / documents.Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each:F3} ms a document of {documents.Average(d => d.Text.Length):F0} characters"));
    }

    /// <summary>The reader alone places nothing.</summary>
    private static bool IsPlacement(string field) => field is GoldScorer.Industry or GoldScorer.Node or GoldScorer.Chain or GoldScorer.Role or GoldScorer.Unplaced;
}
