using System.Text.Json;
using Extraction.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Pipeline.Shadowing;

/// <summary>Reads documents with versions that are tried: what they say is compared with what was published, and written down. It publishes nothing, and what goes wrong here harms no document.</summary>
internal sealed partial class ShadowReader(DocumentAnalysis analysis, IOptions<ShadowOptions> options, TimeProvider time, ILogger<ShadowReader> logger) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Reads one document in the shadow.</summary>
    public async Task ReadAsync(ShadowWork work, CancellationToken cancellationToken)
    {
        try
        {
            Outcome<IReadOnlyList<ChainPlacementEnvelope>> outcome = await analysis.AnalyseAsync(work.Document, work.Source, work.Shadow, cancellationToken);
            IReadOnlyList<ChainPlacementEnvelope>? events = (outcome as Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Done)?.Value;
            ShadowRecord record = new(
                time.GetUtcNow(),
                work.Document.DocumentId,
                work.Source.Sha256,
                work.Recipe.Prompts,
                work.Shadow.Prompts,
                work.Recipe.Hash,
                work.Shadow.Hash,
                events is null ? [] : EventComparison.Of(work.Events, events),
                events is [{ } first, ..] ? first.Data.Lineage.Usage : null,
                outcome switch
                {
                    Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Reject { Why: var why } => why.Sentence,
                    Outcome<IReadOnlyList<ChainPlacementEnvelope>>.Retry { Why: var why } => why.Sentence,
                    _ => null,
                });
            await WriteAsync(record, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The document is finished; the trial alone is missing.
        }
        catch (Exception wrong)
        {
            LogFailed(wrong, work.Document.DocumentId);
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task WriteAsync(ShadowRecord record, CancellationToken cancellationToken)
    {
        string path = Path.GetFullPath(options.Value.ShadowPath);
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record, ContractJson.Options), (byte)'\n'];
        await _writing.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            await file.WriteAsync(line, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading {DocumentId} in the shadow failed; its published events are not touched.")]
    private partial void LogFailed(Exception wrong, string documentId);
}
