using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Sources;
using Extraction.Worker.Evaluation.Replies;
using Extraction.Worker.Pipeline;

namespace Extraction.Worker.Evaluation.Running;

/// <summary>Takes the documents of a gold set through the path, several at once, and scores their events. Nothing is queued, stored or published.</summary>
internal sealed class EvaluationRunner(DocumentFetcher fetcher, DocumentReader reader, DocumentAnalysis analysis, MeteredGateway gateway, TimeProvider time)
{
    private const int MostTries = 6;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    /// <summary>Reads and scores all documents.</summary>
    /// <param name="gold">The gold set.</param>
    /// <param name="parallel">How many documents at once.</param>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="EvaluationException">A recording does not hold a reply that is needed.</exception>
    public async Task<EvaluationRun> RunAsync(GoldSet gold, int parallel, Action<int> progress, CancellationToken cancellationToken)
    {
        EvaluatedCase[] cases = new EvaluatedCase[gold.Records.Count];
        string?[] misses = new string?[gold.Records.Count];
        int done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, cases.Length),
            new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                try
                {
                    cases[index] = await CaseAsync(gold.Records[index], token);
                }
                catch (ReplayMissException miss)
                {
                    misses[index] = miss.Prompt;
                }

                progress(Interlocked.Increment(ref done));
            });
        if (Array.FindIndex(misses, miss => miss is not null) is >= 0 and int first)
        {
            throw new EvaluationException(
                $"The recording lacks replies for {misses.Count(miss => miss is not null)} of {cases.Length} documents, first {misses[first]} for {gold.Records[first].Gold.Document}; record again, or evaluate without --replay.");
        }

        return new EvaluationRun(gateway.Model.Name, Prompts(), analysis.RecipeFor(DocumentKind.Other).Taxonomy, cases);
    }

    private IReadOnlyList<PromptReference> Prompts() =>
        [.. analysis.RecipeFor(DocumentKind.Other).Prompts.Concat(analysis.RecipeFor(DocumentKind.Registry).Prompts).DistinctBy(prompt => prompt.Name)];

    private async Task<EvaluatedCase> CaseAsync(GoldRecord record, CancellationToken cancellationToken)
    {
        MeteredGateway.Meter meter = gateway.Begin();
        Outcome<DocumentBytes> fetched = await fetcher.FetchFileAsync(record.Path, cancellationToken);
        Outcome<SourceText> read = fetched is Outcome<DocumentBytes>.Done { Value: var bytes } ? reader.Read(bytes, null, cancellationToken) : fetched.PassOn<SourceText>();
        if (read is not Outcome<SourceText>.Done { Value: var source })
        {
            return new EvaluatedCase(record, null, [], GoldScorer.Score(record.Gold, [], null), meter.Used, Sentence(read));
        }

        DocumentSubmitted document = new(
            DocumentSubmitted.CurrentVersion,
            record.Gold.Document,
            Kind(record.Gold.Kind),
            new DocumentSource(Uri: record.Gold.Document),
            Language: record.Gold.Language);
        Recipe recipe = analysis.RecipeFor(DocumentAnalysis.KindOf(document, source));
        Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await AnalyseAsync(document, source, recipe, cancellationToken);
        IReadOnlyList<ChainPlacementEvent> events = outcome is Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done { Value: var envelopes }
            ? [.. envelopes.Select(envelope => envelope.Data)]
            : [];
        return new EvaluatedCase(record, source, events, GoldScorer.Score(record.Gold, events, source.Text), meter.Used, Sentence(outcome));
    }

    /// <summary>A model that is throttled or down for a while is asked again, as the worker would.</summary>
    private async Task<Outcome<IReadOnlyList<ChainPlacementEnvelope>>> AnalyseAsync(DocumentSubmitted document, SourceText source, Recipe recipe, CancellationToken cancellationToken)
    {
        for (int tried = 1; ; tried++)
        {
            Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(document, source, recipe, cancellationToken);
            if (outcome is not Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Retry { Why: var why } || tried == MostTries)
            {
                return outcome;
            }

            await Task.Delay(why.After ?? FirstWait * Math.Pow(2, tried - 1), time, cancellationToken);
        }
    }

    private static DocumentKind Kind(string word) => Enum.GetValues<DocumentKind>().FirstOrDefault(kind => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()) == word, DocumentKind.Other);

    private static string? Sentence<T>(Outcome<T> outcome) => outcome switch
    {
        Outcome<T>.Reject { Why: var why } => $"{why.Code.ToWire()}: {why.Sentence}",
        Outcome<T>.Retry { Why: var why } => why.Sentence,
        _ => null,
    };
}
