using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Extraction.TestKit;

namespace Extraction.Benchmarks;

/// <summary>500 labelled documents through <c>extraction evaluate</c> with the rule-based reader, as a person calls it: one process, from start to end.</summary>
internal static class EvaluateBenchmark
{
    private const int Cases = 500;
    private const int Runs = 5;

    public static async Task RunAsync(string[] args)
    {
        string source = SharedFolder.Exists("gold/dev/gold.jsonl") ? SharedFolder.Path("gold/dev/gold.jsonl") : Path.Combine(AppContext.BaseDirectory, "samples", "gold.jsonl");
        using TemporaryFolder folder = new();
        string gold = Copy(source, folder);
        double best = double.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Extraction.Worker.dll"), "evaluate", "--gold", gold])
            {
                start.ArgumentList.Add(argument);
            }

            long begun = Stopwatch.GetTimestamp();
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            double took = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            if (process.ExitCode != 0)
            {
                Console.WriteLine($"evaluate failed: {await errors}{output}");
                return;
            }

            best = Math.Min(best, took);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            offline evaluation cases         {Cases}
            wall time, best of {Runs} runs       {best:0.00} s on {Environment.ProcessorCount} processors (goal 2; promptfoo 8.4)
            """));
    }

    /// <summary>The text documents of a gold set, again and again under new names until there are enough.</summary>
    private static string Copy(string source, TemporaryFolder folder)
    {
        JsonObject[] records = [.. File.ReadLines(source).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!.AsObject())
            .Where(record => record["document"]!.GetValue<string>().EndsWith(".txt", StringComparison.Ordinal))];
        Directory.CreateDirectory(folder.File("documents"));
        using StreamWriter gold = new(folder.File("gold.jsonl"));
        for (int number = 0; number < Cases; number++)
        {
            JsonObject record = records[number % records.Length].DeepClone().AsObject();
            string from = Path.Combine(Path.GetDirectoryName(source)!, record["document"]!.GetValue<string>());
            string document = string.Create(CultureInfo.InvariantCulture, $"documents/{number:000}.txt");
            File.Copy(from, folder.File(document));
            record["document"] = document;
            gold.WriteLine(record.ToJsonString());
        }

        return folder.File("gold.jsonl");
    }
}
