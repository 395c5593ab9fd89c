namespace Extraction.Contracts;

/// <summary>
/// A document to read, version 1: what upstream crawlers put on the queue. Its JSON Schema is
/// <c>Schemas/document-submitted.v1.schema.json</c>; unknown fields are ignored, an unknown version is refused.
/// </summary>
/// <param name="Version">Always 1.</param>
/// <param name="DocumentId">The crawler's own id, unique among its documents, 1 to 200 characters; it is also the message id.</param>
/// <param name="Kind">What sort of text it is.</param>
/// <param name="Source">Where its bytes are.</param>
/// <param name="ContentType">The media type that the crawler was told; a hint only, the type is found from the content.</param>
/// <param name="Language">BCP 47 language tag, if known.</param>
/// <param name="PublishedAt">Date or time of publication, ISO 8601.</param>
/// <param name="CompanyHint">The company that the crawler was looking for.</param>
/// <param name="Crawler">Who fetched it.</param>
/// <param name="SubmittedAt">When it was put on the queue.</param>
/// <param name="CorrelationId">The crawler's own mark for a batch; it comes back on every event of the document.</param>
public sealed record DocumentSubmitted(
    int Version,
    string DocumentId,
    DocumentKind Kind,
    DocumentSource Source,
    string? ContentType = null,
    string? Language = null,
    string? PublishedAt = null,
    CompanyHint? CompanyHint = null,
    CrawlerInfo? Crawler = null,
    DateTimeOffset? SubmittedAt = null,
    string? CorrelationId = null)
{
    /// <summary>The version that this code writes and reads.</summary>
    public const int CurrentVersion = 1;
}
