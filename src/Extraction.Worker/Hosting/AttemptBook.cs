using System.Collections.Concurrent;
using Extraction.Worker.Ledger;

namespace Extraction.Worker.Hosting;

/// <summary>
/// Begins and ends attempts in the ledger. An end that the ledger cannot take now is kept and written before the next beginning: an outage of the
/// ledger must not look like the death of a worker.
/// </summary>
internal sealed class AttemptBook(ILedger ledger, string worker)
{
    private readonly ConcurrentQueue<End> _unwritten = new();

    /// <summary>How many earlier attempts at a message began and never ended.</summary>
    public async Task<int> UnfinishedAsync(string messageKey, CancellationToken cancellationToken)
    {
        await WriteEndsAsync(cancellationToken);
        IReadOnlyList<AttemptRecord> attempts = await ledger.AttemptsAsync([messageKey], cancellationToken);
        return attempts.Count(attempt => attempt.EndedAt is null);
    }

    /// <exception cref="LedgerUnavailableException">Nothing is written, and the document must not be opened.</exception>
    public async Task<AttemptHistory> BeginAsync(string messageKey, string documentId, CancellationToken cancellationToken)
    {
        await WriteEndsAsync(cancellationToken);
        return await ledger.BeginAttemptAsync(messageKey, documentId, worker, cancellationToken);
    }

    /// <summary>Writes an end now, or when the ledger is back.</summary>
    public async Task EndAsync(string attemptId, AttemptOutcome outcome, string? sentence, CancellationToken cancellationToken)
    {
        try
        {
            await ledger.EndAttemptAsync(attemptId, outcome, sentence, cancellationToken);
        }
        catch (LedgerUnavailableException)
        {
            _unwritten.Enqueue(new End(attemptId, outcome, sentence));
        }
    }

    /// <summary>Writes what the ledger could not take before.</summary>
    public async Task WriteEndsAsync(CancellationToken cancellationToken)
    {
        while (_unwritten.TryDequeue(out End? end))
        {
            try
            {
                await ledger.EndAttemptAsync(end.AttemptId, end.Outcome, end.Sentence, cancellationToken);
            }
            catch
            {
                _unwritten.Enqueue(end);
                throw;
            }
        }
    }

    private sealed record End(string AttemptId, AttemptOutcome Outcome, string? Sentence);
}
