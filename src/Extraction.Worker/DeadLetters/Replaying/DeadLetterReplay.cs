using System.Globalization;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>Replays the dead letters that an operator chose from a listing, in batches that grow while nothing fails again.</summary>
internal sealed class DeadLetterReplay(IMessageQueue queue, ILedger ledger, TimeProvider time)
{
    private const string Again = "run the same command again to go on";

    /// <summary>Replays. A second run of the same goes on where the first ended, however that ended.</summary>
    /// <param name="request">How, who and why.</param>
    /// <param name="letters">Which: nothing else is touched.</param>
    /// <param name="report">Told of each dead letter, when it is sent and when its outcome is known.</param>
    /// <param name="cancellationToken">Ends it after what is under way; the rest stays as it is.</param>
    public async Task<ReplayReport> RunAsync(ReplayRequest request, IReadOnlyList<DeadLetter> letters, Action<ReplayedItem> report, CancellationToken cancellationToken)
    {
        ReplayTally tally = new(report);
        await AuditAsync(request, "replay-began", string.Create(CultureInfo.InvariantCulture, $"{letters.Count} dead letters"));
        (ReplayEnd end, string sentence) = await RunAsync(request, letters, tally, cancellationToken);
        ReplayReport result = new(end, sentence, letters.Count, tally.Counts);
        if (end != ReplayEnd.Unavailable)
        {
            await AuditAsync(request, "replay-ended", sentence);
        }

        return result;
    }

    private async Task<(ReplayEnd End, string Sentence)> RunAsync(ReplayRequest request, IReadOnlyList<DeadLetter> letters, ReplayTally tally, CancellationToken cancellationToken)
    {
        try
        {
            await using ChosenDeadLetters chosen = new(queue, letters, request.Patience, time);
            return await RunBatchesAsync(request, chosen, tally, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (ReplayEnd.Cancelled, $"Stopped on request; what was not sent is still among the dead letters; {Again}.");
        }
        catch (Exception away) when (away is MessagingException or LedgerUnavailableException)
        {
            return (ReplayEnd.Unavailable, $"{away.Message} What was not sent is still among the dead letters; {Again}.");
        }
    }

    private async Task<(ReplayEnd End, string Sentence)> RunBatchesAsync(ReplayRequest request, ChosenDeadLetters chosen, ReplayTally tally, CancellationToken cancellationToken)
    {
        ReplaySender sender = new(queue, ledger, time, request, tally);
        OutcomeWatch watch = new(queue, ledger, time);
        Pace pace = new(request.Rate, time);
        TimeSpan untilNobodyReceives = request.UntilNobodyReceives;
        foreach (int size in BatchSizes.Growing())
        {
            (int handled, int sent) = await SendBatchAsync(size, chosen, sender, watch, pace, cancellationToken);
            if (handled == 0)
            {
                break;
            }

            await chosen.GiveBackAsync();
            if (sent == 0 || request.Patience == TimeSpan.Zero)
            {
                continue;
            }

            IReadOnlyList<ReplayedItem> known = await watch.WaitAsync(request.Patience, untilNobodyReceives, cancellationToken);
            int again = 0;
            foreach (ReplayedItem item in known)
            {
                tally.Add(item);
                again += item.Step == ReplayStep.FailedAgain ? 1 : 0;
            }

            if (again > request.Tolerance * Math.Max(sent, known.Count))
            {
                return (ReplayEnd.FailedAgain, string.Create(
                    CultureInfo.InvariantCulture, $"Stopped because {again} of {sent} replayed messages failed again with the same code; mend the cause, then {Again}."));
            }

            if (watch.NobodyReceives)
            {
                untilNobodyReceives = TimeSpan.Zero; // said once; further batches are looked at, not waited for
            }
            else if (watch.Open > 0)
            {
                return (ReplayEnd.OutOfPatience, string.Create(
                    CultureInfo.InvariantCulture,
                    $"Stopped because what becomes of {watch.Open} replayed messages was not known after {request.Patience:c}; give them time or more patience, then {Again}."));
            }
        }

        tally.Add(chosen.Gone, ReplayStep.Gone);
        tally.Add(chosen.Remaining, ReplayStep.InOtherHands);
        int left = chosen.Remaining.Count + tally.Counts.GetValueOrDefault(ReplayStep.NotSent);
        return left > 0
            ? (ReplayEnd.Incomplete, string.Create(CultureInfo.InvariantCulture, $"{left} dead letters were not sent (too large, damaged, or in other hands); {Again}."))
            : (ReplayEnd.Finished, watch.NobodyReceives
                ? "All are sent; no worker was seen to receive them, so what becomes of them is not known yet: start one with 'extraction run'."
                : "All are sent.");
    }

    /// <summary>Sends up to so many; tells how many dead letters were dealt with, and how many messages are on their way.</summary>
    private static async Task<(int Handled, int Sent)> SendBatchAsync(
        int size, ChosenDeadLetters chosen, ReplaySender sender, OutcomeWatch watch, Pace pace, CancellationToken cancellationToken)
    {
        int handled = 0;
        int sent = 0;
        while (handled < size)
        {
            cancellationToken.ThrowIfCancellationRequested();
            IReadOnlyList<TakenDeadLetter> taken = await chosen.TakeAsync(Math.Min(size - handled, pace.Step), cancellationToken);
            if (taken.Count == 0)
            {
                break;
            }

            try
            {
                await pace.WaitAsync(taken.Count, cancellationToken);
                foreach (SentReplay one in await sender.SendAsync(chosen, taken))
                {
                    watch.Add(one);
                    sent++;
                }
            }
            catch
            {
                await chosen.LeaveAsync(taken);
                throw;
            }

            handled += taken.Count;
        }

        return (handled, sent);
    }

    private Task AuditAsync(ReplayRequest request, string action, string detail) =>
        ledger.AppendAuditAsync([new AuditEntry(time.GetUtcNow(), request.Who, action, queue.Name, request.Why, detail)], CancellationToken.None);
}
