namespace Extraction.Worker.Ledger;

/// <summary>An event on its way out.</summary>
/// <param name="Id">Deterministic event id.</param>
/// <param name="Subject">The company's name.</param>
/// <param name="Body">The envelope as JSON, one line.</param>
internal sealed record OutgoingEvent(string Id, string Subject, string Body);
