using System.Net;
using System.Net.Sockets;

namespace Extraction.Conformance.Faults;

/// <summary>Stands between a client and a server, and can cut every connection and refuse new ones.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly HashSet<TcpClient> open = [];
    private readonly string host;
    private readonly int port;
    private readonly Task accepting;
    private bool refusing;

    public TcpProxy(string host, int port)
    {
        this.host = host;
        this.port = port;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Closes all connections and refuses new ones, or takes them again.</summary>
    public void Cut(bool refuse)
    {
        lock (open)
        {
            refusing = refuse;
            foreach (TcpClient client in open)
            {
                client.Close();
            }

            open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        Cut(refuse: true);
        listener.Stop();
        await accepting;
        listener.Dispose();
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await listener.AcceptTcpClientAsync(ending.Token);
                _ = RelayAsync(client);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // Ended, or the client was gone at once.
            }
        }
    }

    private async Task RelayAsync(TcpClient client)
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

            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), ending.Token), server.GetStream().CopyToAsync(client.GetStream(), ending.Token));
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
}
