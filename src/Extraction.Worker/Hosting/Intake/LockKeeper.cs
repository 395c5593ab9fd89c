using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Hosting.Intake;

/// <summary>
/// Keeps the locks of everything in hand: renews one with less than half of its duration left, until the message is settled or has been
/// handled for too long; then its handler is cancelled. A handler whose lock is lost runs on: what it has paid for shall reach the ledger.
/// </summary>
internal sealed class LockKeeper(HeldMessages held, IntakeOptions options, TimeProvider time, ILogger logger)
{
    public async Task RunAsync(CancellationToken stopping)
    {
        using PeriodicTimer timer = new(options.RenewalInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                foreach (HeldMessage one in held.All())
                {
                    LookAfter(one, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The processor has stopped: nothing is in hand any more.
        }
    }

    private void LookAfter(HeldMessage one, CancellationToken stopping)
    {
        if (one.Ended || one.TookTooLong || one.Renewing)
        {
            return;
        }

        if (one.StartedAt is { } start && time.GetElapsedTime(start) >= options.LongestHandling)
        {
            one.TookTooLong = true;
            logger.TookTooLong(one.Message.Id, options.LongestHandling);
            one.CancelHandling();
        }
        else if (one.Message.LockRemaining < one.FullLock / 2)
        {
            one.Renewing = true;
            _ = RenewAsync(one, stopping);
        }
    }

    private async Task RenewAsync(HeldMessage one, CancellationToken stopping)
    {
        try
        {
            await one.Message.RenewAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing is in hand any more.
        }
        catch (Exception error)
        {
            if (!one.Ended)
            {
                logger.NotRenewed(one.Message.Id, error.Message);
            }
        }
        finally
        {
            one.Renewing = false;
        }
    }
}
