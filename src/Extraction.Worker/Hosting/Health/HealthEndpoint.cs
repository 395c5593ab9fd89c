using System.Net;
using System.Text.Json;
using Extraction.Worker.Ledger;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Hosting.Health;

/// <summary>
/// Answers probes by HTTP. <c>/live</c> is 200 as long as the process can answer; <c>/ready</c> and <c>/</c> are 200 while documents are taken, else
/// 503. The body says how the worker is, as JSON, without anything of a document.
/// </summary>
internal sealed class HealthEndpoint(WorkerHealth health, IOptions<HealthOptions> options) : IAsyncDisposable
{
    private HttpListener? _listener;
    private Task _answering = Task.CompletedTask;

    /// <summary>Listens, where an address is set.</summary>
    /// <exception cref="HealthAddressException">The address cannot be listened at.</exception>
    public void Start()
    {
        if (options.Value.Address is not { Length: > 0 } address)
        {
            return;
        }

        _listener = new HttpListener();
        try
        {
            _listener.Prefixes.Add(address.EndsWith('/') ? address : address + "/");
            _listener.Start();
        }
        catch (Exception refused) when (refused is HttpListenerException or ArgumentException)
        {
            _listener.Close();
            _listener = null;
            throw new HealthAddressException($"Health:Address {address} cannot be listened at ({refused.Message}); another program may use the port: choose another one.", refused);
        }

        _answering = Task.Run(() => AnswerAsync(_listener));
    }

    public async ValueTask DisposeAsync()
    {
        _listener?.Close();
        await _answering;
    }

    private async Task AnswerAsync(HttpListener open)
    {
        while (open.IsListening)
        {
            try
            {
                HttpListenerContext context = await open.GetContextAsync();
                Answer(context);
            }
            catch (Exception gone) when (gone is HttpListenerException or ObjectDisposedException or IOException or InvalidOperationException)
            {
                // The one who asked is gone, or the listener was closed.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        WorkerReport report = health.Look();
        int? status = context.Request.Url?.AbsolutePath switch
        {
            "/live" => 200,
            "/ready" or "/" => report.State == WorkerHealth.Working ? 200 : 503,
            _ => null,
        };
        context.Response.StatusCode = status ?? 404;
        if (status is not null)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.OutputStream.Write(JsonSerializer.SerializeToUtf8Bytes(HealthAnswer.Of(report), HealthAnswer.Json));
        }

        context.Response.Close();
    }
}
