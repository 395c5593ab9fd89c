using Extraction.Worker.Messaging;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Hosting.Intake;

/// <summary>The only place that completes, delays or dead-letters a message. While the broker is away it tries again until the lock has run out.</summary>
internal sealed class Settler(IntakeOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestErrorDelay = TimeSpan.FromSeconds(5);

    /// <summary>Settles; returns the error when it could not, after which the message comes back by itself.</summary>
    public async Task<Exception?> SettleAsync(IReceivedMessage message, Settlement settlement)
    {
        BackOff backOff = new(options.ErrorDelay, LongestErrorDelay);
        while (true)
        {
            try
            {
                await ApplyAsync(message, settlement);
                return null;
            }
            catch (MessagingUnavailableException away) when (message.LockRemaining > TimeSpan.Zero)
            {
                logger.NotSettled(message.Id, away.Message);
                await Task.Delay(backOff.Next(), time, CancellationToken.None);
            }
            catch (Exception error)
            {
                logger.NotSettled(message.Id, error.Message);
                return error;
            }
        }
    }

    /// <summary>Gives a message back as if it had never been delivered; failing at that is harmless, the lock ends.</summary>
    public async Task HandBackAsync(IReceivedMessage message)
    {
        try
        {
            await message.AbandonAsync(Redelivery.HandedBack, CancellationToken.None);
        }
        catch (MessagingException error)
        {
            logger.NotSettled(message.Id, error.Message);
        }
    }

    private static Task ApplyAsync(IReceivedMessage message, Settlement settlement) => settlement switch
    {
        Settlement.Complete => message.CompleteAsync(CancellationToken.None),
        Settlement.RetryLater retry => message.AbandonAsync(
            new Redelivery { Delay = retry.Delay, CountsDelivery = retry.CountsAttempt }, CancellationToken.None),
        Settlement.DeadLetter dead => message.DeadLetterAsync(
            DeadLetterReason.From(dead.Why, dead.Stage) with { Details = dead.Details ?? MessageHeaders.None }, CancellationToken.None),
        _ => throw new ArgumentOutOfRangeException(nameof(settlement), settlement, "This settlement is not known."),
    };
}
