using Azure.Messaging.ServiceBus;

namespace Extraction.Worker.Messaging.AzureServiceBus;

/// <summary>
/// Takes messages from a queue with sessions: from any session that nobody holds, its first message. The session is held until that message is settled, so
/// that nobody else has a message of the same key meanwhile.
/// </summary>
internal sealed class AzureSessions(AzureLink link) : IAsyncDisposable
{
    /// <summary>How long the first message of a session may take: it is there, or somebody else has settled it.</summary>
    private static readonly TimeSpan FirstMessage = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _closing = new();
    private Task<AzureReceivedMessage?>? _accepting;

    /// <summary>
    /// A message, or none that comes within the turn. One that comes later is handed out by the next turn: an acceptance that is cancelled can leave a session
    /// locked that nobody holds.
    /// </summary>
    public async Task<AzureReceivedMessage?> TakeAsync(TimeSpan turn)
    {
        Task<AzureReceivedMessage?> accepted = _accepting ??= AcceptAsync();
        await Task.WhenAny(accepted, Task.Delay(turn, link.Time));
        if (!accepted.IsCompleted)
        {
            return null;
        }

        _accepting = null;
        return await accepted;
    }

    /// <summary>Gives back a session that was still on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        try
        {
            if (_accepting is not null && await _accepting is { } late)
            {
                await late.LeaveSessionAsync();
            }
        }
        catch (Exception error) when (AzureErrors.IsBrokers(error) || error is InvalidOperationException)
        {
            // Then there is no session to give back.
        }

        _closing.Dispose();
    }

    private async Task<AzureReceivedMessage?> AcceptAsync()
    {
        ServiceBusSessionReceiver session;
        try
        {
            session = await link.AcceptSessionAsync(_closing.Token);
        }
        catch (ServiceBusException none) when (none.Reason == ServiceBusFailureReason.ServiceTimeout)
        {
            return null;
        }

        ServiceBusReceivedMessage? first = null;
        try
        {
            first = await session.ReceiveMessageAsync(FirstMessage, CancellationToken.None);
            return first is null ? null : new AzureReceivedMessage(link, first, SubQueue.Main, session);
        }
        finally
        {
            if (first is null)
            {
                await session.CloseAsync(CancellationToken.None);
            }
        }
    }
}
