namespace Extraction.Worker.Messaging;

/// <summary>How many messages a queue holds; null where the broker does not tell.</summary>
internal sealed record QueueCounts(long Active, long? Locked, long? Scheduled, long DeadLettered);
