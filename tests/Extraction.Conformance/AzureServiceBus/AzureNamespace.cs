using System.Net.Sockets;
using Azure.Messaging.ServiceBus;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Conformance.AzureServiceBus;

/// <summary>
/// The namespace or emulator that <c>EXTRACTION_TEST_SERVICEBUS</c> names, a connection string; where an emulator takes administration on another port,
/// <c>EXTRACTION_TEST_SERVICEBUS_ADMIN</c> is the connection string for that.
/// </summary>
internal sealed record AzureNamespace(string Connection, string Administration)
{
    private const string Variable = "EXTRACTION_TEST_SERVICEBUS";

    /// <summary>Whether it is an emulator: it speaks without TLS, so a proxy can stand before it, and takes locks of any length.</summary>
    public bool IsEmulator => Connection.Contains("UseDevelopmentEmulator=true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Skips the test where none is named.</summary>
    public static AzureNamespace Named()
    {
        string? connection = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(connection), $"{Variable} names no namespace and no emulator");
        return new AzureNamespace(connection, Environment.GetEnvironmentVariable(Variable + "_ADMIN") ?? connection);
    }

    /// <summary>A proxy before an emulator.</summary>
    /// <param name="answers">Carries the emulator's answers in the proxy's place.</param>
    public TcpProxy Before(Func<NetworkStream, NetworkStream, CancellationToken, Task>? answers = null)
    {
        Uri endpoint = ServiceBusConnectionStringProperties.Parse(Connection).Endpoint;
        return new TcpProxy(endpoint.Host, endpoint.Port > 0 ? endpoint.Port : 5672, answers);
    }

    /// <summary>The connection string that goes through the proxy, if there is one.</summary>
    public string Through(TcpProxy? proxy) => proxy is null ? Connection : string.Join(';', Connection.Split(';').Select(part =>
        part.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase) ? FormattableString.Invariant($"Endpoint=sb://127.0.0.1:{proxy.Port}") : part));
}
