using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.Hosting.Health;

/// <summary>
/// Reads the files of the queue and the ledger whole, beside the documents, at start and then every <see cref="WorkerOptions.VerifyEvery"/>. A file
/// that is damaged refuses everything from then on; the intake is paused, so that health says so at once and not with the next document.
/// </summary>
internal sealed class StoreVerification(IMessageTransport transport, ILedger ledger, Outages outages, TimeProvider time, IOptions<WorkerOptions> options, ILogger<StoreVerification> logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private Task _work = Task.CompletedTask;

    public void Start()
    {
        if (options.Value.VerifyEvery > TimeSpan.Zero)
        {
            _work = Task.Run(() => RunAsync(_ending.Token));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _work;
        _ending.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        using PeriodicTimer timer = new(options.Value.VerifyEvery, time);
        try
        {
            do
            {
                await TellAsync(transport.FindDamageAsync, stop);
                await TellAsync(ledger.FindDamageAsync, stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The worker stops.
        }
    }

    private async Task TellAsync(Func<CancellationToken, Task<string?>> findDamage, CancellationToken stop)
    {
        try
        {
            if (await findDamage(stop) is { } damage)
            {
                outages.ReportDamage(damage);
            }
        }
        catch (Exception away) when (away is LedgerUnavailableException or MessagingException)
        {
            HandlerLog.UpkeepFailed(logger, away.Message);
        }
    }
}
