using System.CommandLine;
using System.Globalization;
using Extraction.Worker.Cli.Evaluate;
using Extraction.Worker.Cli.Prompts;

namespace Extraction.Worker.Cli;

/// <summary><c>extraction evaluate</c>: how well prompts and a model read labelled documents, and whether a change is better.</summary>
internal static class EvaluateVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new(
            "evaluate",
            "Reads the documents of a gold file and scores every field against its labels, with 95 % intervals. Nothing is queued, stored or published.");
        Option<string> gold = new("--gold") { Description = "Labelled documents: JSON Lines, or a CSV table.", HelpName = "FILE", Required = true };
        Option<string?> model = SharedOptions.Model();
        Option<string[]> prompt = SharedOptions.Prompt();
        Option<string?> catalog = OpenCatalog.Option();
        Option<string[]> against = new("--against")
        {
            Description = "Compares with another prompt version, another configured model, or a result that --out saved, and says which differences are more than chance.",
            HelpName = "NAME@VERSION|MODEL|RESULT.json",
        };
        Option<string[]> gates = new("--fail-if-worse")
        {
            Description = "Ends with exit code 1 when the field's score is lower than that of --against by more than this; can be given for several fields.",
            HelpName = "FIELD:DROP",
        };
        Option<string?> record = new("--record") { Description = "Keeps the model's replies in this file; what it holds already is not asked again.", HelpName = "FILE" };
        Option<string?> replay = new("--replay") { Description = "Takes the replies from this file; no model is called, and a reply that is missing is a failure.", HelpName = "FILE" };
        Option<string?> report = new("--report") { Description = "Also writes one self-contained HTML page with plots and every disagreement in its text.", HelpName = "OUT.html" };
        Option<string?> saved = new("--out") { Description = "Also writes the JSON result to this file, for a later --against.", HelpName = "RESULT.json" };
        Option<int?> parallel = new("--parallel") { Description = "How many documents at once. Default: the processors, at least 8 for a model over the network.", HelpName = "N" };
        Option<bool> json = SharedOptions.Json();
        foreach (Option option in new Option[] { gold, model, prompt, catalog, against, gates, record, replay, report, saved, parallel, json })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => EvaluateRun.RunAsync(
            console,
            new EvaluateRequest(parsed.GetValue(gold)!, parsed.GetValue(model), parsed.GetValue(prompt) ?? [], parsed.GetValue(against) ?? [])
            {
                Catalog = parsed.GetValue(catalog),
                Gates = [.. (parsed.GetValue(gates) ?? []).Select(Gate)],
                Record = parsed.GetValue(record),
                Replay = parsed.GetValue(replay),
                Report = parsed.GetValue(report),
                Out = parsed.GetValue(saved),
                Parallel = parsed.GetValue(parallel),
                Json = parsed.GetValue(json),
            },
            cancellationToken));
        return new Verb(
            command,
            "extraction evaluate --gold samples/gold.jsonl",
            "extraction evaluate --gold gold.jsonl --prompt company-profile@1.1.0-draft --against company-profile@1.0.0 --report report.html",
            "extraction evaluate --gold gold.jsonl --model azure --record replies.jsonl --out baseline.json",
            "extraction evaluate --gold gold.jsonl --replay replies.jsonl --against baseline.json --fail-if-worse products:0.01");
    }

    private static EvaluationGate Gate(string written)
    {
        string[] parts = written.Split(':');
        return parts.Length == 2 && parts[0].Length > 0 && double.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double drop) && drop <= 1
            ? new EvaluationGate(parts[0], drop)
            : throw new CliException($"--fail-if-worse '{written}' must be FIELD:DROP, the drop from 0 to 1: products:0.01 for instance.");
    }
}
