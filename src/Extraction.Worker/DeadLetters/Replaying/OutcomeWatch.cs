using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>
/// Finds out what becomes of replayed messages: the ledger tells which were finished, the dead letters which failed again, and an empty queue that
/// the rest has left it.
/// </summary>
internal sealed class OutcomeWatch(IMessageQueue queue, ILedger ledger, TimeProvider time)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBetween = TimeSpan.FromSeconds(3);

    private readonly List<SentReplay> _open = [];
    private long _deadLettersSeen = -1;

    /// <summary>How many outcomes are not known yet.</summary>
    public int Open => _open.Count;

    /// <summary>Whether nothing of what was sent has been touched by anyone.</summary>
    public bool NobodyReceives { get; private set; }

    public void Add(SentReplay sent) => _open.Add(sent);

    /// <summary>Waits until every outcome is known, the patience is over, or it is plain that nobody receives.</summary>
    /// <param name="patience">The longest wait.</param>
    /// <param name="untilNobodyReceives">How long nothing may move until that is plain.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<ReplayedItem>> WaitAsync(TimeSpan patience, TimeSpan untilNobodyReceives, CancellationToken cancellationToken)
    {
        List<ReplayedItem> known = [];
        long start = time.GetTimestamp();
        TimeSpan between = FirstLook;
        long? activeAtFirst = null;
        while (true)
        {
            QueueCounts counts = await queue.CountAsync(cancellationToken);
            activeAtFirst ??= counts.Active;
            bool touched = await LookAsync(counts, known, cancellationToken);
            NobodyReceives = !touched && known.Count == 0 && counts.Locked is null or 0 && counts.Active >= activeAtFirst && counts.Active > 0;
            TimeSpan waited = time.GetElapsedTime(start);
            if (_open.Count == 0 || waited >= patience || (NobodyReceives && waited >= untilNobodyReceives))
            {
                return known;
            }

            TimeSpan left = patience - waited;
            await Task.Delay(between < left ? between : left, time, cancellationToken);
            between = between * 1.5 < LongestBetween ? between * 1.5 : LongestBetween;
        }
    }

    /// <summary>One look; tells whether a worker has begun any of them.</summary>
    private async Task<bool> LookAsync(QueueCounts counts, List<ReplayedItem> known, CancellationToken cancellationToken)
    {
        IReadOnlyList<AttemptRecord> attempts = await ledger.AttemptsAsync([.. _open.Select(KeyOf)], cancellationToken);
        Dictionary<string, string?> last = [];
        foreach (AttemptRecord attempt in attempts)
        {
            last[attempt.MessageKey] = attempt.Outcome;
        }

        Settle(known, sent => last.GetValueOrDefault(KeyOf(sent)) == nameof(AttemptOutcome.Done) ? new ReplayedItem(sent.Letter, ReplayStep.Succeeded) : null);
        bool mustBeThere = _open.Any(sent => last.GetValueOrDefault(KeyOf(sent)) == nameof(AttemptOutcome.Rejected));
        bool empty = counts is { Active: 0, Locked: 0, Scheduled: 0 };
        if (_open.Count > 0 && (mustBeThere || empty || counts.DeadLettered != _deadLettersSeen))
        {
            await LookAtDeadLettersAsync(known, cancellationToken);
            _deadLettersSeen = counts.DeadLettered;
        }

        if (empty)
        {
            Settle(known, sent => new ReplayedItem(sent.Letter, ReplayStep.LeftTheQueue));
        }

        return attempts.Count > 0;
    }

    private async Task LookAtDeadLettersAsync(List<ReplayedItem> known, CancellationToken cancellationToken)
    {
        Dictionary<string, DeadLetter> again = new(StringComparer.Ordinal);
        await foreach (PeekedMessage message in queue.PeekDeadLettersAsync(cancellationToken))
        {
            DeadLetter letter = DeadLetter.From(message, queue.Capabilities);
            if (letter.ReplayOf is not null)
            {
                again[AttemptKey.Of(letter.Id, letter.ReplayOf)] = letter;
            }
        }

        Settle(known, sent => again.TryGetValue(KeyOf(sent), out DeadLetter? letter)
            ? new ReplayedItem(sent.Letter, letter.Code == sent.Letter.Code ? ReplayStep.FailedAgain : ReplayStep.FailedOtherwise, $"{letter.Code}: {letter.Sentence}")
            : null);
    }

    private void Settle(List<ReplayedItem> known, Func<SentReplay, ReplayedItem?> outcome) => _open.RemoveAll(sent =>
    {
        if (outcome(sent) is not { } item)
        {
            return false;
        }

        known.Add(item);
        return true;
    });

    private static string KeyOf(SentReplay sent) => AttemptKey.Of(sent.Letter.Id, sent.Mark);
}
