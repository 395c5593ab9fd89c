namespace Extraction.Worker.Ledger;

/// <summary>One thing that an operator did.</summary>
/// <param name="At">When, to the millisecond.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Action">What: <c>replay</c>, <c>discard</c>, ….</param>
/// <param name="Subject">To what: a message id, or a queue.</param>
/// <param name="Why">The operator's reason.</param>
/// <param name="Detail">More, as JSON.</param>
internal sealed record AuditEntry(DateTimeOffset At, string Who, string Action, string Subject, string Why, string Detail);
