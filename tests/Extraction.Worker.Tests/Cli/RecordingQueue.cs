using Extraction.Worker.Messaging;

namespace Extraction.Worker.Tests.Cli;

/// <summary>A queue that notes what is sent, drops no duplicates, and can be away or refuse a message for its size.</summary>
internal sealed class RecordingQueue : IMessageQueue
{
    public List<IReadOnlyList<string>> Batches { get; } = [];

    public List<long> Bytes { get; } = [];

    public List<string> Sent => [.. Batches.SelectMany(batch => batch)];

    /// <summary>After so many batches it cannot be reached.</summary>
    public int AwayAfter { get; set; } = int.MaxValue;

    public long LargestBody { get; set; } = long.MaxValue;

    public string Name => "recording";

    public TransportCapabilities Capabilities { get; } = new() { Name = "recording", DropsDuplicates = false };

    public Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellationToken)
    {
        if (Batches.Count == AwayAfter)
        {
            throw new MessagingUnavailableException("The test took the broker away.");
        }

        if (messages.FirstOrDefault(message => message.Body.Length > LargestBody) is { } large)
        {
            throw new MessageTooLargeException(large.Id, large.Size, LargestBody);
        }

        Batches.Add([.. messages.Select(message => message.Id)]);
        Bytes.Add(messages.Sum(message => message.Size));
        return Task.FromResult<IReadOnlyList<SendOutcome>>([.. messages.Select(_ => SendOutcome.Accepted)]);
    }

    public Task<string?> ScheduleAsync(OutgoingMessage message, DateTimeOffset due, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> CancelScheduledAsync(string receipt, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IMessageReceiver OpenReceiver(SubQueue subQueue = SubQueue.Main, int prefetch = 0, int mostInHand = 0) => throw new NotSupportedException();

    public Task<IReadOnlyList<PeekedMessage>> PeekAsync(SubQueue subQueue, long fromSequence, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<QueueCounts> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
