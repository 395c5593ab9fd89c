using System.Globalization;
using System.Text;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Evaluation;
using Extraction.Worker.Evaluation.Replies;
using Extraction.Worker.Evaluation.Reporting;
using Extraction.Worker.Evaluation.Results;
using Extraction.Worker.Evaluation.Running;
using Extraction.Worker.Evaluation.Statistics;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Offline.Reading.Terms;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Worker.Cli.Evaluate;

/// <summary>One call of <c>extraction evaluate</c>.</summary>
internal static class EvaluateRun
{
    private const int NetworkParallel = 8;

    public static async Task<int> RunAsync(CliConsole console, EvaluateRequest request, CancellationToken cancellationToken)
    {
        Check(request);
        long begun = TimeProvider.System.GetTimestamp();

        // The reader's lexicons are loaded beside the gold file; a reader that needs them earlier waits for them.
        _ = Task.Run(() => Lexicons.Default, CancellationToken.None);
        GoldSet gold = GoldSet.Read(request.Gold);
        EvaluationResult? other = request.SavedResult is { } file ? Saved(file) : null;
        using ReplyRecording? record = request.Record is null ? null : ReplyRecording.Create(request.Record);
        using ReplyRecording? replay = request.Replay is null ? null : ReplyRecording.Open(request.Replay);
        EvaluationResult result = await EvaluateAsync(console, gold, request, request.Model, request.Prompts, record, replay, cancellationToken);
        if (other is null && request.Against.Count > 0)
        {
            string[] otherPrompts = [.. request.Prompts, .. request.OtherPrompts];
            other = await EvaluateAsync(console, gold, request, request.OtherModel ?? request.Model, otherPrompts, record, replay, cancellationToken);
        }

        if (other is not null)
        {
            result = result with { Against = Compare(result, other) };
        }

        await WriteAsync(console, request, result, cancellationToken);
        await console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{result.Documents} documents in {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.00} s."));
        return await VerdictAsync(console, request, result);
    }

    private static void Check(EvaluateRequest request)
    {
        if (request.Record is not null && request.Replay is not null)
        {
            throw new CliException("--record and --replay cannot be given together: replies are either asked for or taken from the file.");
        }

        if (request.Gates.Count > 0 && request.Against.Count == 0)
        {
            throw new CliException("--fail-if-worse needs --against, which says worse than what.");
        }

        if ((request.Record ?? request.Replay) is not null && request.OtherModel is not null)
        {
            throw new CliException("A recording holds one model's replies; evaluate each model by itself with --out, then compare with --against RESULT.json.");
        }

        if (request.SavedResult is not null && request.Against.Count > 1)
        {
            throw new CliException("--against takes a saved result alone, or prompt versions and a model.");
        }
    }

    private static async Task<EvaluationResult> EvaluateAsync(
        CliConsole console,
        GoldSet gold,
        EvaluateRequest request,
        string? model,
        IEnumerable<string> prompts,
        ReplyRecording? record,
        ReplyRecording? replay,
        CancellationToken cancellationToken)
    {
        IConfiguration configuration = WorkerConfiguration.Read(
        [
            SharedOptions.Override(SharedOptions.ModelSetting, replay is null ? model : ModelsOptions.OfflineRules),
            SharedOptions.Override(LanguageModelServices.CatalogSetting, request.Catalog),
            .. SharedOptions.PromptSettings(prompts).Reverse().DistinctBy(setting => setting.Key),
        ]);
        await using ServiceProvider services = WorkerServices.Build(configuration, more => more.AddEvaluation(record, replay));
        EvaluationRunner runner = services.GetRequiredService<EvaluationRunner>();
        bool local = replay is not null || (configuration[SharedOptions.ModelSetting] ?? ModelsOptions.OfflineRules) == ModelsOptions.OfflineRules;
        int parallel = request.Parallel ?? (local ? Environment.ProcessorCount : Math.Max(NetworkParallel, Environment.ProcessorCount));
        EvaluationRun? run = null;
        await console.WithProgressAsync("reading", gold.Records.Count, async report =>
            run = await runner.RunAsync(gold, parallel, done => report(done), cancellationToken));
        return ResultBuilder.Build(gold, run!, services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    private static ComparisonResult Compare(EvaluationResult result, EvaluationResult other)
    {
        IReadOnlyList<FieldName> fields = FieldName.InOrder(result.Fields.Concat(other.Fields).Select(field => new FieldName(field.Field, field.Kind == "list")));
        return RunComparison.Of(result.Cases, fields, other.Run, other.Usage, other.Cases);
    }

    private static EvaluationResult Saved(string file)
    {
        if (!File.Exists(file))
        {
            throw new CliException($"{file}: there is no such result; make one with --out {file}.");
        }

        try
        {
            return JsonSerializer.Deserialize<EvaluationResult>(File.ReadAllText(file), ContractJson.Options)!;
        }
        catch (JsonException wrong)
        {
            throw new CliException($"{file} is no result that --out wrote: {wrong.Message}");
        }
    }

    private static async Task WriteAsync(CliConsole console, EvaluateRequest request, EvaluationResult result, CancellationToken cancellationToken)
    {
        string text = JsonSerializer.Serialize(result, ContractJson.Options);
        if (request.Out is not null)
        {
            await File.WriteAllTextAsync(request.Out, text + "\n", new UTF8Encoding(false), cancellationToken);
        }

        if (request.Report is not null)
        {
            await HtmlReport.WriteAsync(request.Report, result, cancellationToken);
            await console.Error.WriteLineAsync($"Report: {Path.GetFullPath(request.Report)}");
        }

        if (request.Json)
        {
            await console.Output.WriteLineAsync(text);
        }
        else
        {
            EvaluationTables.Write(console, result);
        }
    }

    private static async Task<int> VerdictAsync(CliConsole console, EvaluateRequest request, EvaluationResult result)
    {
        int code = ExitCode.Done;
        foreach ((string document, string sentence) in result.Failures)
        {
            code = ExitCode.Failed;
            await console.Error.WriteLineAsync($"{document}: {sentence}");
        }

        foreach (EvaluationGate gate in request.Gates)
        {
            ComparisonField field = result.Against!.Fields.FirstOrDefault(one => one.Field == gate.Field)
                ?? throw new CliException($"--fail-if-worse names `{gate.Field}`, which is not scored here; the fields are {string.Join(", ", result.Against.Fields.Select(one => one.Field))}.");
            if (-field.Difference > gate.Drop)
            {
                code = ExitCode.Failed;
                await console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{gate.Field} fell from {field.Other:0.000} to {field.Score:0.000}, by {-field.Difference:0.000}; {gate.Drop:0.###} is allowed (p = {field.P:0.000})."));
            }
        }

        foreach (ComparisonField field in request.FailIfSignificantlyWorse ? result.Against!.Fields.Where(one => one.Verdict == ComparisonField.Worse) : [])
        {
            code = ExitCode.Failed;
            await console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{field.Field} is worse, {field.Score:0.000} after {field.Other:0.000}, and not by chance (p = {field.P:0.000})."));
        }

        return code;
    }
}
