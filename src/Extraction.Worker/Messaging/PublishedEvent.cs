namespace Extraction.Worker.Messaging;

/// <summary>An event as the topic holds it; its position is its place there, rising from 1.</summary>
internal sealed record PublishedEvent(
    long Position, string Id, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers, DateTimeOffset PublishedAt);
