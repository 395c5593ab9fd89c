using System.Globalization;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters.Discarding;

/// <summary>Moves the dead letters that an operator chose into an archive file: on the disk first, then out of the queue.</summary>
internal sealed class DeadLetterDiscard(IMessageQueue queue, ILedger ledger, TimeProvider time)
{
    private const int AtOnce = 100;

    /// <summary>Discards; returns how many there were, and what could not be discarded.</summary>
    /// <param name="request">Who, why and where to.</param>
    /// <param name="letters">Which: nothing else is touched.</param>
    /// <param name="report">Told of each dead letter that is gone.</param>
    /// <param name="cancellationToken">Ends it after what is under way; the rest stays as it is.</param>
    public async Task<DiscardReport> RunAsync(DiscardRequest request, IReadOnlyList<DeadLetter> letters, Action<DeadLetter> report, CancellationToken cancellationToken)
    {
        int discarded = 0;
        await using ChosenDeadLetters chosen = new(queue, letters, request.Patience, time);
        await using DeadLetterArchive archive = DeadLetterArchive.Open(request.Archive);
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                IReadOnlyList<TakenDeadLetter> taken = await chosen.TakeAsync(AtOnce, cancellationToken);
                if (taken.Count == 0)
                {
                    break;
                }

                try
                {
                    discarded += await DiscardAsync(request, chosen, archive, taken, report);
                }
                catch
                {
                    await chosen.LeaveAsync(taken);
                    throw;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new DiscardReport(discarded, letters.Count, false, "Stopped on request; the rest is still among the dead letters.");
        }

        int left = letters.Count - discarded;
        return new DiscardReport(discarded, letters.Count, chosen.Remaining.Count == 0, left == 0
            ? "All are in the archive."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{chosen.Gone.Count} were settled by somebody else, {left - chosen.Gone.Count} are in other hands or were given back; run the same command again."));
    }

    private async Task<int> DiscardAsync(
        DiscardRequest request, ChosenDeadLetters chosen, DeadLetterArchive archive, IReadOnlyList<TakenDeadLetter> taken, Action<DeadLetter> report)
    {
        DateTimeOffset now = time.GetUtcNow();
        archive.Append(taken.Select(one => ArchivedDeadLetter.From(one, now, request)));
        AuditEntry[] entries =
        [
            .. taken.Select(one => new AuditEntry(
                now, request.Who, AuditDetail.Discard, one.Letter.Id, request.Why, new AuditDetail(queue.Name, one.Letter.Key, one.Letter.Code, null, request.Archive).Write())),
        ];
        await ledger.AppendAuditAsync(entries, CancellationToken.None);
        bool[] gone = await Task.WhenAll(taken.Select(async one =>
        {
            try
            {
                await chosen.CompleteAsync(one);
                return true;
            }
            catch (MessageLockLostException)
            {
                return false; // it is still there, and in the archive as well; the next run removes it
            }
        }));
        for (int i = 0; i < gone.Length; i++)
        {
            if (gone[i])
            {
                report(taken[i].Letter);
            }
        }

        return gone.Count(one => one);
    }
}
