using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Extraction.TestKit;
using Extraction.Worker.Grounding;

namespace Extraction.Benchmarks;

/// <summary>
/// Locates every quote of <c>../shared/data/grounding/cases-dev.json</c> and prints right, wrong and refused per kind, and the time per quote. Right means
/// at least 0.8 of the span (intersection over union) with any place where the gold text stands. <c>--verbose</c> lists what went wrong; <c>--cases FILE</c> takes another file of the same form.
/// </summary>
internal static class GroundingBenchmark
{
    private const string Cases = "data/grounding/cases-dev.json";

    private static readonly string[] AbsentKinds = ["halluc", "otherco", "nearmiss", "other-product", "other-number"];

    public static void Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        int option = Array.IndexOf(args, "--cases");
        string file = option >= 0 && option + 1 < args.Length ? args[option + 1] : Path.Combine(SharedFolder.ProjectRoot, "..", "shared", Cases);
        if (!File.Exists(file))
        {
            Console.WriteLine($"grounding: {file} is not there, nothing measured");
            return;
        }

        CaseText[] texts = JsonSerializer.Deserialize<CaseText[]>(File.ReadAllText(file), JsonSerializerOptions.Web)!;
        Score(texts, args.Contains("--verbose"));
        Console.WriteLine();
        Console.WriteLine("goals: 50,000 ns at 1,000 characters, 500,000 ns at 10,000");
        foreach (int joined in (int[])[1, 10, 40])
        {
            Time(texts, joined);
        }
    }

    private static void Score(CaseText[] texts, bool verbose)
    {
        SortedDictionary<string, Tally> tallies = new(StringComparer.Ordinal);
        foreach (CaseText text in texts)
        {
            GroundedText grounded = new(text.Text);
            foreach (CaseItem item in text.Items)
            {
                string key = $"{item.Kind} {item.Level}";
                Tally tally = tallies.TryGetValue(key, out Tally? known) ? known : tallies[key] = new Tally();
                GroundingResult result = grounded.Locate(item.Q);
                string outcome = Judge(text.Text, item, result);
                tally.Count(outcome, result);
                bool bad = outcome == "wrong" || (outcome == "refused" && !AbsentKinds.Contains(item.Kind));
                if (verbose && bad)
                {
                    string span = result is GroundingResult.Found found ? $"{text.Text[found.Start..found.End]} ({found.Repairs})" : ((GroundingResult.Refused)result).Reason.Word();
                    Console.WriteLine($"  {key}: {outcome}: {item.Q} | {item.Gold} | {span}");
                }
            }
        }

        Console.WriteLine($"{"kind",-16}{"quotes",8}{"right",8}{"wrong",8}{"refused",8}  reasons of refusal");
        Tally present = new();
        foreach ((string key, Tally tally) in tallies)
        {
            Console.WriteLine($"{key,-16}{tally}");
            if (!AbsentKinds.Contains(key.Split(' ')[0]))
            {
                present.Add(tally);
            }
        }

        Console.WriteLine($"{"all to be found",-16}{present}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"right {present.Share("right"):P2} (goal 97 %), wrong {present.Share("wrong"):P2} (goal 0.5 %)"));
        foreach ((string kind, string goal) in (IEnumerable<(string, string)>)[("nearmiss", "2 %"), ("otherco", "0 %"), ("halluc", "0 %")])
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind} located {tallies[kind + " ent"].Share("wrong"):P2} (goal {goal})"));
        }
    }

    private static string Judge(string text, CaseItem item, GroundingResult result)
    {
        if (result is not GroundingResult.Found found)
        {
            return "refused";
        }

        if (AbsentKinds.Contains(item.Kind))
        {
            return "wrong";
        }

        for (int at = text.IndexOf(item.Gold, StringComparison.Ordinal); at >= 0; at = text.IndexOf(item.Gold, at + 1, StringComparison.Ordinal))
        {
            int end = at + item.Gold.Length;
            double common = Math.Max(0, Math.Min(end, found.End) - Math.Max(at, found.Start));
            if (common / (Math.Max(end, found.End) - Math.Min(at, found.Start)) >= 0.8)
            {
                return "right";
            }
        }

        return "wrong";
    }

    private static void Time(CaseText[] texts, int joined)
    {
        List<(string Text, string[] Quotes)> inputs = [.. texts.Chunk(joined).Select(chunk => (string.Join('\n', chunk.Select(text => text.Text)), chunk.SelectMany(text => text.Items).Select(item => item.Q).ToArray()))];
        int quotes = inputs.Sum(input => input.Quotes.Length);
        GroundedText[] grounded = [.. inputs.Select(input => new GroundedText(input.Text))];
        double locate = double.MaxValue;
        double build = double.MaxValue;
        for (int round = 0; round < 12; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < grounded.Length; i++)
            {
                foreach (string quote in inputs[i].Quotes)
                {
                    grounded[i].Locate(quote);
                }
            }

            locate = Math.Min(locate, Stopwatch.GetElapsedTime(start).TotalNanoseconds / quotes);
            start = Stopwatch.GetTimestamp();
            foreach ((string text, _) in inputs)
            {
                _ = new GroundedText(text);
            }

            build = Math.Min(build, Stopwatch.GetElapsedTime(start).TotalNanoseconds / inputs.Count);
        }

        double length = inputs.Average(input => input.Text.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"text of {length,8:N0} characters: {locate,9:N0} ns a quote, {build,9:N0} ns to prepare the text once ({quotes} quotes, best of 12 rounds)"));
    }

    private sealed class Tally
    {
        private readonly Dictionary<string, int> _outcomes = [];
        private readonly SortedDictionary<string, int> _reasons = new(StringComparer.Ordinal);

        public void Count(string outcome, GroundingResult result)
        {
            _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
            if (result is GroundingResult.Refused refused)
            {
                _reasons[refused.Reason.Word()] = _reasons.GetValueOrDefault(refused.Reason.Word()) + 1;
            }
        }

        public void Add(Tally other)
        {
            foreach ((string outcome, int count) in other._outcomes)
            {
                _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + count;
            }
        }

        public double Share(string outcome) => (double)_outcomes.GetValueOrDefault(outcome) / _outcomes.Values.Sum();

        public override string ToString() =>
            $"{_outcomes.Values.Sum(),8}{_outcomes.GetValueOrDefault("right"),8}{_outcomes.GetValueOrDefault("wrong"),8}{_outcomes.GetValueOrDefault("refused"),8}  "
            + string.Join(", ", _reasons.Select(reason => $"{reason.Key} {reason.Value}"));
    }

    private sealed record CaseText(string Text, CaseItem[] Items);

    private sealed record CaseItem(string Kind, string Level, string Q, int Start, int End, string Gold);
}
