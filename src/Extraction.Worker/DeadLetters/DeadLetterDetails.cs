using Extraction.Worker.Ledger;

namespace Extraction.Worker.DeadLetters;

/// <summary>All that is known of one dead letter.</summary>
/// <param name="Letter">Its failure.</param>
/// <param name="Body">The message as it was sent.</param>
/// <param name="Headers">All headers, those of the failure included.</param>
/// <param name="Attempts">Every attempt at this message that the ledger holds, earlier replays' included, oldest first.</param>
/// <param name="Audit">What operators did to it.</param>
internal sealed record DeadLetterDetails(
    DeadLetter Letter,
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyList<AttemptRecord> Attempts,
    IReadOnlyList<AuditEntry> Audit);
