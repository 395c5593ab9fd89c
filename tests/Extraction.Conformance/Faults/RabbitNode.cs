using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Conformance.Faults;

/// <summary>A RabbitMQ node of a test's own, which it may kill.</summary>
internal sealed class RabbitNode : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePorts();

    private RabbitNode()
    {
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts one; skips the test where the server is not installed.</summary>
    public static async Task<RabbitNode> StartAsync()
    {
        Servers.RabbitMq();
        RabbitNode node = new();
        ServerScript.Open(node._folder);

        try
        {
            await node.StartAgainAsync();
        }
        catch (InvalidOperationException absent)
        {
            node._folder.Dispose();
            Assert.Skip("no RabbitMQ node can be started here: " + absent.Message);
        }

        return node;
    }

    public async Task StartAgainAsync()
    {
        string address = await ServerScript.RunAsync("rabbitmq", "start", _folder.Path, _port.ToString(CultureInfo.InvariantCulture));
        Address = new Uri(address.Trim());
    }

    /// <summary>
    /// Until the node has written down that it holds these queues. It does so up to a second after it has confirmed their first messages; killed before
    /// that, it brings them back without a leader and confirms nothing any more (RabbitMQ 3.10).
    /// </summary>
    public async Task HoldsAsync(params string[] queues)
    {
        while (!queues.All(Written))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    /// <summary>Stops it as an operator does.</summary>
    public Task StopAsync() => ServerScript.RunAsync("rabbitmq", "stop", _folder.Path);

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        string pid = await File.ReadAllTextAsync(_folder.File("pid"));
        using Process server = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
        server.Kill();
        await server.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ServerScript.RunAsync("rabbitmq", "stop", _folder.Path);
        _folder.Dispose();
    }

    private bool Written(string queue)
    {
        string? names = Directory.EnumerateFiles(_folder.File("data"), "names.dets", SearchOption.AllDirectories).FirstOrDefault(file => file.Contains("quorum", StringComparison.Ordinal));
        if (names is null)
        {
            return false;
        }

        using FileStream open = new(names, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using MemoryStream all = new();
        open.CopyTo(all);
        return all.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(queue)) >= 0;
    }

    /// <summary>The first of three free ports in a row: the node's, its port mapper's, its distribution's.</summary>
    private static int FreePorts()
    {
        while (true)
        {
            using TcpListener first = new(IPAddress.Loopback, 0);
            first.Start();
            int port = ((IPEndPoint)first.LocalEndpoint).Port;
            try
            {
                using TcpListener second = new(IPAddress.Loopback, port + 1);
                using TcpListener third = new(IPAddress.Loopback, port + 2);
                second.Start();
                third.Start();
                return port;
            }
            catch (Exception taken) when (taken is SocketException or ArgumentOutOfRangeException)
            {
                // Another three.
            }
        }
    }
}
