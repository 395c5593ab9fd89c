using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Conformance.Faults;

/// <summary>A PostgreSQL server of a test's own, which it may kill.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();

    private PostgresServer()
    {
    }

    public string ConnectionString { get; private set; } = "";

    /// <summary>Starts one; skips the test where the server is not installed.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        Servers.Postgres();
        PostgresServer server = new();
        ServerScript.Open(server._folder);

        try
        {
            server.ConnectionString = (await ServerScript.RunAsync("postgres", "start", server._folder.Path, server.Port)).Trim();
        }
        catch (InvalidOperationException absent)
        {
            server._folder.Dispose();
            Assert.Skip("no PostgreSQL server can be started here: " + absent.Message);
        }

        return server;
    }

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    public Task StartAgainAsync() => ServerScript.RunAsync("postgres", "start", _folder.Path, Port);

    /// <summary><c>kill -9</c>. Its own processes end a moment later, and until then it would not start again.</summary>
    public async Task KillAsync()
    {
        string pid = (await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "data", "postmaster.pid")))[0];
        List<Process> all = [Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture))];
        foreach (string child in (await File.ReadAllTextAsync($"/proc/{pid}/task/{pid}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                all.Add(Process.GetProcessById(int.Parse(child, CultureInfo.InvariantCulture)));
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }

        all[0].Kill();
        foreach (Process process in all)
        {
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ServerScript.RunAsync("postgres", "stop", _folder.Path);
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
