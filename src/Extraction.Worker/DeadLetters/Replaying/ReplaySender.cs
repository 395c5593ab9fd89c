using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>
/// Sends dead letters again: sends, waits for the confirmation, writes it to the audit, then completes the dead letter. A kill anywhere between
/// leaves the dead letter; the next replay sends it under the same duplicate key, and where the broker drops no duplicates it asks the audit first.
/// </summary>
internal sealed class ReplaySender(IMessageQueue queue, ILedger ledger, TimeProvider time, ReplayRequest request, ReplayTally tally)
{
    /// <summary>Replays what is in hand. Once begun it is not cancelled, so that nothing is left half done.</summary>
    /// <returns>What is on its way to the workers now.</returns>
    public async Task<IReadOnlyList<SentReplay>> SendAsync(ChosenDeadLetters chosen, IReadOnlyList<TakenDeadLetter> all)
    {
        ILookup<bool, TakenDeadLetter> damaged = all.ToLookup(one => one.Letter.Code == DeadLetterReason.DamagedCode);
        foreach (TakenDeadLetter one in damaged[true])
        {
            await LeaveAsync(chosen, one, "Its content was damaged in the queue; submit the document again.");
        }

        List<TakenDeadLetter> taken = [.. damaged[false]];
        HashSet<string> before = await SentBeforeAsync(taken);
        List<Outgoing> outgoing = [.. taken.Where(one => !before.Contains(one.Letter.Key)).Select(one => new Outgoing(one, Message(one.Message)))];
        List<Outgoing> sent = await SendAsync(chosen, outgoing);
        if (sent.Count > 0)
        {
            DateTimeOffset now = time.GetUtcNow();
            await ledger.AppendAuditAsync([.. sent.Select(one => Entry(one.Taken.Letter, now))], CancellationToken.None);
        }

        ReplayedItem[] items = await Task.WhenAll(
        [
            .. taken.Where(one => before.Contains(one.Letter.Key)).Select(one => CompleteAsync(chosen, one, ReplayStep.SentBefore)),
            .. sent.Select(one => CompleteAsync(chosen, one.Taken, one.IsNew ? ReplayStep.Sent : ReplayStep.SentBefore)),
        ]);
        foreach (ReplayedItem item in items)
        {
            tally.Add(item);
        }

        return [.. sent.Where(one => one.IsNew).Select(one => new SentReplay(one.Taken.Letter, one.Message.Headers[MessageHeaders.Replay]))];
    }

    /// <summary>Sends all at once; where one is refused for its size, one by one, so that only that one stays.</summary>
    private async Task<List<Outgoing>> SendAsync(ChosenDeadLetters chosen, List<Outgoing> outgoing)
    {
        if (outgoing.Count == 0)
        {
            return [];
        }

        try
        {
            IReadOnlyList<SendOutcome> outcomes = await queue.SendAsync([.. outgoing.Select(one => one.Message)], CancellationToken.None);
            return [.. outgoing.Select((one, i) => one with { IsNew = outcomes[i] == SendOutcome.Accepted })];
        }
        catch (MessageTooLargeException refused) when (outgoing.Count == 1)
        {
            await LeaveAsync(chosen, outgoing[0].Taken, refused.Message);
            return [];
        }
        catch (MessageTooLargeException)
        {
            List<Outgoing> sent = [];
            foreach (Outgoing one in outgoing)
            {
                sent.AddRange(await SendAsync(chosen, [one]));
            }

            return sent;
        }
    }

    /// <summary>Gives one back to the dead letters, and says why it was not sent.</summary>
    private async Task LeaveAsync(ChosenDeadLetters chosen, TakenDeadLetter taken, string why)
    {
        await chosen.LeaveAsync(taken);
        tally.Add(new ReplayedItem(taken.Letter, ReplayStep.NotSent, why));
    }

    private static async Task<ReplayedItem> CompleteAsync(ChosenDeadLetters chosen, TakenDeadLetter taken, ReplayStep step)
    {
        try
        {
            await chosen.CompleteAsync(taken);
            return new ReplayedItem(taken.Letter, step);
        }
        catch (MessageLockLostException lost)
        {
            return new ReplayedItem(taken.Letter, step == ReplayStep.Sent ? ReplayStep.NotRemoved : ReplayStep.SentBefore, lost.Message);
        }
    }

    /// <summary>Those that the audit says were sent, where the broker itself would not notice, or not say so. Only marks are asked for: no two dead letters share one.</summary>
    private async Task<HashSet<string>> SentBeforeAsync(IReadOnlyList<TakenDeadLetter> taken)
    {
        if (queue.Capabilities is { DropsDuplicates: true, TellsDuplicates: true })
        {
            return [];
        }

        HashSet<string> marks = [.. taken.Select(one => one.Message.Headers.GetValueOrDefault(MessageHeaders.DeadLetterId)).OfType<string>()];
        IReadOnlyList<AuditEntry> entries = await ledger.AuditAsync([.. taken.Select(one => one.Letter.Id)], CancellationToken.None);
        return
        [
            .. entries.Where(entry => entry.Action == AuditDetail.Replay)
                .Select(AuditDetail.Read)
                .Where(detail => detail.Queue == queue.Name)
                .Select(detail => detail.DeadLetter)
                .OfType<string>()
                .Where(marks.Contains),
        ];
    }

    private OutgoingMessage Message(IReceivedMessage deadLetter)
    {
        // What an earlier replay asked for does not bind this one.
        OutgoingMessage message = OutgoingMessage.ReplayOf(deadLetter);
        Dictionary<string, string> headers = new(message.Headers, StringComparer.Ordinal);
        headers.Remove(MessageHeaders.Prompt);
        if (request.Prompt is not null)
        {
            headers[MessageHeaders.Prompt] = request.Prompt;
        }

        return message with { Headers = headers };
    }

    private AuditEntry Entry(DeadLetter letter, DateTimeOffset now) => new(
        now, request.Who, AuditDetail.Replay, letter.Id, request.Why, new AuditDetail(queue.Name, letter.Key, letter.Code, request.Prompt, null).Write());

    private sealed record Outgoing(TakenDeadLetter Taken, OutgoingMessage Message)
    {
        public bool IsNew { get; init; }
    }
}
