using System.Runtime.CompilerServices;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters;

/// <summary>Looks at dead letters without taking them.</summary>
internal sealed class DeadLetterBox(IMessageQueue queue, ILedger ledger, TimeProvider time)
{
    /// <summary>What looking costs on this broker, in a sentence; null where it costs nothing.</summary>
    public string? Note => queue.Capabilities.PeeksWithoutTrace
        ? null
        : queue.Capabilities.Bridges.GetValueOrDefault(nameof(TransportCapabilities.PeeksWithoutTrace)) ?? $"Looking at messages leaves a trace on {queue.Capabilities.Name}.";

    /// <summary>The dead letters that match, in the order of the queue.</summary>
    public async IAsyncEnumerable<DeadLetter> ListAsync(DeadLetterFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        await foreach (PeekedMessage message in queue.PeekDeadLettersAsync(cancellationToken))
        {
            DeadLetter letter = DeadLetter.From(message, queue.Capabilities);
            if (filter.Matches(letter, now))
            {
                yield return letter;
            }
        }
    }

    /// <summary>All dead letters of a message id, or the one of a key, with their bodies and all that is known of them.</summary>
    public async Task<IReadOnlyList<DeadLetterDetails>> ShowAsync(string idOrKey, CancellationToken cancellationToken)
    {
        DeadLetterFilter filter = new() { Ids = [idOrKey] };
        List<DeadLetterDetails> found = [];
        await foreach (PeekedMessage message in queue.PeekDeadLettersAsync(cancellationToken))
        {
            DeadLetter letter = DeadLetter.From(message, queue.Capabilities);
            if (!filter.Matches(letter, letter.At))
            {
                continue;
            }

            IReadOnlyList<AuditEntry> audit = await ledger.AuditAsync([letter.Id], cancellationToken);
            IEnumerable<string?> marks = [null, letter.ReplayOf, .. audit.Select(entry => AuditDetail.Read(entry).DeadLetter)];
            IReadOnlyList<AttemptRecord> attempts = await ledger.AttemptsAsync([.. marks.Select(mark => AttemptKey.Of(letter.Id, mark))], cancellationToken);
            found.Add(new DeadLetterDetails(letter, message.Body, message.Headers, [.. attempts.OrderBy(attempt => attempt.StartedAt)], audit));
        }

        return found;
    }
}
