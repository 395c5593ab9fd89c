namespace Extraction.Worker.Messaging;

/// <summary>What a broker can do by itself. What it cannot, is bridged as <see cref="Bridges"/> says.</summary>
internal sealed record TransportCapabilities
{
    /// <summary>The transport's name.</summary>
    public required string Name { get; init; }

    /// <summary>A sent id that was seen within the window is dropped by the broker.</summary>
    public bool DropsDuplicates { get; init; } = true;

    /// <summary>The sender is told that its message was dropped as a duplicate.</summary>
    public bool TellsDuplicates { get; init; } = true;

    /// <summary>Peeking leaves no trace on the messages.</summary>
    public bool PeeksWithoutTrace { get; init; } = true;

    /// <summary>Locks end by the broker's own clock.</summary>
    public bool LocksEndAtTheBroker { get; init; } = true;

    /// <summary>Order per key holds across receivers, not only within one.</summary>
    public bool KeepsOrderAcrossReceivers { get; init; } = true;

    /// <summary>Order per key holds through a delayed retry: what is behind waits for it.</summary>
    public bool KeepsOrderThroughRetries { get; init; } = true;

    /// <summary>Peeking shows locked and scheduled messages, and these are counted.</summary>
    public bool ShowsEveryState { get; init; } = true;

    /// <summary>The topic keeps its events and can be read.</summary>
    public bool TopicIsReadable { get; init; } = true;

    /// <summary>For each capability that is missing: why, and what is done instead. By property name.</summary>
    public IReadOnlyDictionary<string, string> Bridges { get; init; } = MessageHeaders.None;
}
