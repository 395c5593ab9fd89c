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
    private const int MostStarts = 40;

    private readonly TemporaryFolder folder = new();
    private readonly int port = FreePort();

    private PostgresServer()
    {
    }

    public string ConnectionString { get; private set; } = "";

    /// <summary>Starts one; skips the test where the server is not installed.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        Servers.Postgres();
        PostgresServer server = new();
        if (!OperatingSystem.IsWindows())
        {
            // The server may run as a user of its own.
            File.SetUnixFileMode(server.folder.Path, (UnixFileMode)0b111_101_101);
        }

        try
        {
            server.ConnectionString = (await RunAsync("start", server.folder.Path, server.Port)).Trim();
        }
        catch (InvalidOperationException absent)
        {
            server.folder.Dispose();
            Assert.Skip("no PostgreSQL server can be started here: " + absent.Message);
        }

        return server;
    }

    private string Port => port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts it again; it refuses to start while processes of the killed one are still ending.</summary>
    public async Task StartAgainAsync()
    {
        for (int start = 1; ; start++)
        {
            try
            {
                await RunAsync("start", folder.Path, Port);
                return;
            }
            catch (InvalidOperationException) when (start < MostStarts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
            }
        }
    }

    /// <summary><c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        string pid = (await File.ReadAllLinesAsync(Path.Combine(folder.Path, "data", "postmaster.pid")))[0];
        using Process server = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
        server.Kill();
        await server.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop", folder.Path);
        folder.Dispose();
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(SharedFolder.ProjectRoot, "eng", "postgres"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string? line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? line ?? "" : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    private static int FreePort()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }
}
