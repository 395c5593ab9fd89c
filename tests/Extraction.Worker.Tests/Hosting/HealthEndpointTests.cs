using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Hosting.Health;
using Xunit;

namespace Extraction.Worker.Tests.Hosting;

public sealed class HealthEndpointTests
{
    [Fact]
    public async Task ProbesAreToldWhetherTheWorkerLivesAndWhetherItWorks()
    {
        string address = $"http://127.0.0.1:{FreePort()}/";
        await using WorkerBench bench = new(KeyValuePair.Create("Health:Address", (string?)address));
        bench.Endpoint.Start();
        using HttpClient client = new() { BaseAddress = new Uri(address) };
        Assert.Equal((HttpStatusCode.ServiceUnavailable, WorkerHealth.Starting), await AskAsync(client, "ready"));
        await bench.Worker.StartAsync(default);
        Assert.Equal((HttpStatusCode.OK, WorkerHealth.Working), await AskAsync(client, "ready"));
        Assert.Equal((HttpStatusCode.OK, WorkerHealth.Working), await AskAsync(client, ""));
        bench.Model.Answer = _ => new RetryReason("The model is down; start it.", TimeSpan.FromHours(1));
        await bench.SendAsync("d0");
        await bench.UntilAsync(() => bench.Health.State == WorkerHealth.Paused);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, WorkerHealth.Paused), await AskAsync(client, "ready"));
        Assert.Equal((HttpStatusCode.OK, WorkerHealth.Paused), await AskAsync(client, "live"));
        string body = await client.GetStringAsync(new Uri("live", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("The model is down; start it.", JsonDocument.Parse(body).RootElement.GetProperty("sentence").GetString());
        using HttpResponseMessage elsewhere = await client.GetAsync(new Uri("elsewhere", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, string? State)> AskAsync(HttpClient client, string path)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using JsonDocument body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, body.RootElement.GetProperty("state").GetString());
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
