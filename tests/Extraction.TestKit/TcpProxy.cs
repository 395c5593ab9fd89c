using System.Net;
using System.Net.Sockets;

namespace Extraction.TestKit;

/// <summary>Stands between a client and a server: it can cut every connection, refuse new ones, carry nothing while all stays open, or forget connections for good.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly HashSet<TcpClient> open = [];
    private readonly string host;
    private readonly int port;
    private readonly Func<NetworkStream, NetworkStream, CancellationToken, Task>? carryAnswers;
    private readonly Task accepting;
    private TaskCompletionSource toServer = Done();
    private TaskCompletionSource toClient = Done();
    private bool refusing;
    private int accepted;
    private int forgotten;

    /// <summary>A proxy on a port of its own.</summary>
    /// <param name="host">The server.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="carryAnswers">Carries the server's answers, from the first stream to the second, in place of the proxy.</param>
    public TcpProxy(string host, int port, Func<NetworkStream, NetworkStream, CancellationToken, Task>? carryAnswers = null)
    {
        this.carryAnswers = carryAnswers;
        this.host = host;
        this.port = port;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many connections were made so far.</summary>
    public int Accepted => Volatile.Read(ref accepted);

    /// <summary>Closes all connections and refuses new ones, or takes them again.</summary>
    public void Cut(bool refuse)
    {
        lock (open)
        {
            refusing = refuse;
            foreach (TcpClient client in open)
            {
                // Without lingering the other side gets a reset, as from a machine that went down.
                client.LingerState = new LingerOption(true, 0);
                client.Close();
            }

            open.Clear();
        }

        Carry();
    }

    /// <summary>Half-open: connections stay, new ones are taken, and not a byte is carried, until <see cref="Carry"/>.</summary>
    public void Stall()
    {
        Stall(ref toServer);
        Stall(ref toClient);
    }

    /// <summary>The server hears everything and its answers do not arrive, until <see cref="Carry"/>.</summary>
    public void StallAnswers() => Stall(ref toClient);

    /// <summary>As a gateway that was started anew: whatever is open now stays open and is never answered; new connections are carried.</summary>
    public void Forget()
    {
        Volatile.Write(ref forgotten, Accepted);
        toServer = Done();
        toClient = Done();
    }

    /// <summary>Carries again, what was held back first.</summary>
    public void Carry()
    {
        toServer.TrySetResult();
        toClient.TrySetResult();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        Cut(refuse: true);
        listener.Stop();
        await accepting;
        listener.Dispose();
        ending.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        TaskCompletionSource done = new();
        done.SetResult();
        return done;
    }

    private static void Stall(ref TaskCompletionSource gate)
    {
        if (gate.Task.IsCompleted)
        {
            Volatile.Write(ref gate, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await listener.AcceptTcpClientAsync(ending.Token);
                _ = RelayAsync(client, Interlocked.Increment(ref accepted));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // Ended, or the client was gone at once.
            }
        }
    }

    private async Task RelayAsync(TcpClient client, int number)
    {
        using TcpClient server = new();
        try
        {
            await server.ConnectAsync(host, port, ending.Token);
            lock (open)
            {
                if (refusing)
                {
                    client.Close();
                    return;
                }

                open.Add(client);
                open.Add(server);
            }

            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), number, () => toServer.Task),
                carryAnswers?.Invoke(server.GetStream(), client.GetStream(), ending.Token) ?? CopyAsync(server.GetStream(), client.GetStream(), number, () => toClient.Task));
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // One side is gone; the other follows.
        }
        finally
        {
            lock (open)
            {
                open.Remove(client);
                open.Remove(server);
            }

            client.Dispose();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, int number, Func<Task> gate)
    {
        byte[] buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, ending.Token) is > 0 and int read)
        {
            await (number <= Volatile.Read(ref forgotten) ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending.Token) : gate().WaitAsync(ending.Token));
            await to.WriteAsync(buffer.AsMemory(0, read), ending.Token);
        }
    }
}
