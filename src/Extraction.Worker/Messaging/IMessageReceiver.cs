namespace Extraction.Worker.Messaging;

/// <summary>Takes messages from one queue or its dead letters. Closing it gives back what was pushed ahead and never handed out; what was handed out can still be settled.</summary>
internal interface IMessageReceiver : IAsyncDisposable
{
    /// <summary>Takes up to <paramref name="max"/> messages under a lock each; waits for the first one up to <paramref name="wait"/>.</summary>
    /// <returns>The messages, oldest first; empty when none came within the wait.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled; no message was taken.</exception>
    Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync(int max, TimeSpan wait, CancellationToken cancellationToken);
}
