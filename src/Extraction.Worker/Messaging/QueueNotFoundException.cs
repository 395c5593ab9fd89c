namespace Extraction.Worker.Messaging;

/// <summary>The broker has no queue, or topic, of that name. Once somebody creates it, the same call works.</summary>
internal sealed class QueueNotFoundException(string name, string where, Exception? inner = null) : MessagingException(
    $"There is no queue or topic named {name} in {where}; create it, or set Messaging:CreateTopology to true and start again.", inner);
