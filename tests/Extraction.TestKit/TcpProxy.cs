using System.Net;
using System.Net.Sockets;

namespace Extraction.TestKit;

/// <summary>Stands between a client and a server: it can cut every connection, refuse new ones, carry nothing while all stays open, or forget connections for good.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly HashSet<TcpClient> _open = [];
    private readonly string _host;
    private readonly int _port;
    private readonly Func<NetworkStream, NetworkStream, CancellationToken, Task>? _carryAnswers;
    private readonly Task _accepting;
    private TaskCompletionSource _toServer = Done();
    private TaskCompletionSource _toClient = Done();
    private bool _refusing;
    private int _accepted;
    private int _forgotten;

    /// <summary>A proxy on a port of its own.</summary>
    /// <param name="host">The server.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="carryAnswers">Carries the server's answers, from the first stream to the second, in place of the proxy.</param>
    public TcpProxy(string host, int port, Func<NetworkStream, NetworkStream, CancellationToken, Task>? carryAnswers = null)
    {
        _carryAnswers = carryAnswers;
        _host = host;
        _port = port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were made so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Closes all connections and refuses new ones, or takes them again.</summary>
    public void Cut(bool refuse)
    {
        lock (_open)
        {
            _refusing = refuse;
            foreach (TcpClient client in _open)
            {
                // Without lingering the other side gets a reset, as from a machine that went down.
                client.LingerState = new LingerOption(true, 0);
                client.Close();
            }

            _open.Clear();
        }

        Carry();
    }

    /// <summary>Half-open: connections stay, new ones are taken, and not a byte is carried, until <see cref="Carry"/>.</summary>
    public void Stall()
    {
        Stall(ref _toServer);
        Stall(ref _toClient);
    }

    /// <summary>The server hears everything and its answers do not arrive, until <see cref="Carry"/>.</summary>
    public void StallAnswers() => Stall(ref _toClient);

    /// <summary>As a gateway that was started anew: whatever is open now stays open and is never answered; new connections are carried.</summary>
    public void Forget()
    {
        Volatile.Write(ref _forgotten, Accepted);
        _toServer = Done();
        _toClient = Done();
    }

    /// <summary>Carries again, what was held back first.</summary>
    public void Carry()
    {
        _toServer.TrySetResult();
        _toClient.TrySetResult();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Cut(refuse: true);
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _ending.Dispose();
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
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_ending.Token);
                _ = RelayAsync(client, Interlocked.Increment(ref _accepted));
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
            await server.ConnectAsync(_host, _port, _ending.Token);
            lock (_open)
            {
                if (_refusing)
                {
                    client.Close();
                    return;
                }

                _open.Add(client);
                _open.Add(server);
            }

            await Task.WhenAny(
                CopyAsync(client.GetStream(), server.GetStream(), number, () => _toServer.Task),
                _carryAnswers?.Invoke(server.GetStream(), client.GetStream(), _ending.Token) ?? CopyAsync(server.GetStream(), client.GetStream(), number, () => _toClient.Task));
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // One side is gone; the other follows.
        }
        finally
        {
            lock (_open)
            {
                _open.Remove(client);
                _open.Remove(server);
            }

            client.Dispose();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, int number, Func<Task> gate)
    {
        byte[] buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, _ending.Token) is > 0 and int read)
        {
            await (number <= Volatile.Read(ref _forgotten) ? Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _ending.Token) : gate().WaitAsync(_ending.Token));
            await to.WriteAsync(buffer.AsMemory(0, read), _ending.Token);
        }
    }
}
