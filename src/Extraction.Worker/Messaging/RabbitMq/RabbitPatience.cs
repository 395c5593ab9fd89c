using RabbitMQ.Client;

namespace Extraction.Worker.Messaging.RabbitMq;

/// <summary>
/// Every wait for the broker ends here. The client itself waits without an end in places: for the handshake of a connection that was taken and is
/// never answered, and for the writer of a connection that carries nothing.
/// </summary>
internal static class RabbitPatience
{
    /// <summary>How long the end of a channel or a connection is waited for.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    /// <summary>Asks the broker, and waits no longer than the limit, whether or not the client heeds the token.</summary>
    /// <param name="limit">How long.</param>
    /// <param name="ask">The question.</param>
    /// <param name="late">What becomes of an answer that comes after all.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="TimeoutException">No answer came.</exception>
    public static async Task<T> AskAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> ask, Func<T, Task>? late, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        Task<T> answer = ask(ending.Token);
        try
        {
            return await answer.WaitAsync(ending.Token);
        }
        catch (OperationCanceledException unanswered)
        {
            _ = LetGoAsync(answer, late);
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException("The broker has not answered in time.", unanswered);
        }
    }

    /// <inheritdoc cref="AskAsync{T}"/>
    public static Task AskAsync(TimeSpan limit, Func<CancellationToken, Task> ask, CancellationToken cancellationToken) => AskAsync(
        limit,
        async token =>
        {
            await ask(token);
            return true;
        },
        late: null,
        cancellationToken);

    /// <summary>Closes a channel; one that does not end in time is left to its connection.</summary>
    public static Task CloseAsync(IChannel channel) => EndAsync(() => channel.DisposeAsync().AsTask());

    /// <summary>Closes a connection; one that does not end in time is left to the broker's heartbeat.</summary>
    public static Task CloseAsync(IConnection connection) => EndAsync(async () =>
    {
        await connection.AbortAsync(Farewell);
        await connection.DisposeAsync();
    });

    private static async Task EndAsync(Func<Task> end)
    {
        try
        {
            await AskAsync(Farewell, _ => end(), CancellationToken.None);
        }
        catch (Exception)
        {
            // It is closed already, or lost.
        }
    }

    private static async Task LetGoAsync<T>(Task<T> answer, Func<T, Task>? late)
    {
        try
        {
            T result = await answer;
            await (late?.Invoke(result) ?? Task.CompletedTask);
        }
        catch (Exception)
        {
            // Nobody waits for it any more.
        }
    }
}
