using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Documents;
using Extraction.Worker.Documents.Fingerprints;
using Extraction.Worker.Documents.Sources;
using Extraction.Worker.Ledger;
using Extraction.Worker.Pipeline.Shadowing;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Pipeline;

/// <summary>Steps 2 to 8 of the path: read, remember, analyse, record.</summary>
internal sealed class DocumentPipeline(DocumentFetcher fetcher, DocumentReader reader, DocumentAnalysis analysis, ILedger ledger, IOptions<DocumentsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Checks what every document needs, before the first one comes.</summary>
    public void Check() => analysis.Check();

    /// <summary>Takes one document through. When it is done, its events are in the outbox.</summary>
    /// <param name="document">The document.</param>
    /// <param name="asked">An exact prompt that goes before the configured one of its task, as an operator's replay may ask; null for none.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Outcome<DocumentResult>> RunAsync(DocumentSubmitted document, PromptId? asked, DocumentProgress progress, CancellationToken cancellationToken)
    {
        if (asked is not null && !analysis.Holds(asked))
        {
            return new Rejection(
                FailureCode.MessageInvalid,
                $"The message asks for the prompt {asked}, which this worker's catalog does not hold; add it there, or replay without --to-prompt.");
        }

        Outcome<SourceText> read = await ReadAsync(document, cancellationToken);
        if (read is not Outcome<SourceText>.Done { Value: var source })
        {
            return read.PassOn<DocumentResult>();
        }

        Recipe recipe = analysis.RecipeFor(DocumentAnalysis.KindOf(document, source), asked, source.Sha256);
        progress.Recipe = recipe;
        ResultKey key = new(source.Sha256, recipe.Hash);
        if (await ledger.ReopenResultAsync(key, cancellationToken) is { } remembered)
        {
            return new DocumentResult(remembered, Remembered: true);
        }

        TextFingerprint fingerprint = TextFingerprint.Of(source.Text);
        if (options.Value.ReuseDuplicates && await ReopenTwinAsync(source, document, fingerprint, recipe, cancellationToken) is { } twin)
        {
            return new DocumentResult(twin, Remembered: true);
        }

        Outcome<IReadOnlyList<ChainPlacementEnvelope>> analysed = await analysis.AnalyseAsync(document, source, recipe, progress, cancellationToken);
        if (analysed is not Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done { Value: var envelopes })
        {
            return analysed.PassOn<DocumentResult>();
        }

        progress.Stage = DocumentProgress.Record;
        IReadOnlyList<OutgoingEvent> events = EventComposer.Outgoing(envelopes);
        await RecordAsync(key, document.DocumentId, events, new TextMark(fingerprint.Facts, fingerprint.Sketch), progress, cancellationToken);
        ShadowWork? shadow = analysis.ShadowOf(recipe) is { } tried ? new ShadowWork(document, source, recipe, tried, envelopes) : null;
        return new DocumentResult(events, Remembered: false) { Shadow = shadow };
    }

    /// <summary>The events of a finished document that holds the same text in another wrapping, or null. They stay those of that document, whose text their offsets count in.</summary>
    private async Task<IReadOnlyList<OutgoingEvent>?> ReopenTwinAsync(
        SourceText source, DocumentSubmitted document, TextFingerprint fingerprint, Recipe recipe, CancellationToken cancellationToken)
    {
        IReadOnlyList<KnownText> known = await ledger.KnownTextsAsync(fingerprint.Facts, recipe.Hash, cancellationToken);
        if (known.FirstOrDefault(text => fingerprint.Resembles(text.Sketch)) is not { } original)
        {
            return null;
        }

        IReadOnlyList<OutgoingEvent>? events = await ledger.ReopenResultAsync(new ResultKey(original.DocumentSha256, recipe.Hash), cancellationToken);
        if (events is not null)
        {
            await ledger.LinkDuplicateAsync(source.Sha256, document.DocumentId, original.DocumentSha256, cancellationToken);
        }

        return events;
    }

    /// <summary>Step 8. What was paid for is kept in hand until the ledger can take it.</summary>
    private async Task RecordAsync(
        ResultKey key, string documentId, IReadOnlyList<OutgoingEvent> events, TextMark mark, DocumentProgress progress, CancellationToken cancellationToken)
    {
        for (TimeSpan wait = ShortestWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await ledger.RecordAsync(key, documentId, events, mark, cancellationToken);
                return;
            }
            catch (LedgerUnavailableException away)
            {
                progress.Waits?.Invoke(away.Message);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    /// <summary>Step 2: the bytes, and the text in them.</summary>
    public async Task<Outcome<SourceText>> ReadAsync(DocumentSubmitted document, CancellationToken cancellationToken)
    {
        Outcome<DocumentBytes> fetched = await fetcher.FetchAsync(document.Source, cancellationToken);
        return fetched is Outcome<DocumentBytes>.Done { Value: var bytes }
            ? reader.Read(bytes, document.ContentType, cancellationToken)
            : fetched.PassOn<SourceText>();
    }
}
