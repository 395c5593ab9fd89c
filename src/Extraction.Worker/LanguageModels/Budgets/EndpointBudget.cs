using System.ClientModel.Primitives;

namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>
/// Requests and tokens by the minute of one endpoint: a call's cost is set aside before it is sent and put right when it is answered. What the endpoint
/// grants is learned from its headers and refusals, and followed when it changes.
/// </summary>
internal sealed class EndpointBudget : IDisposable
{
    private const double SilentAfter = 180;
    private const double BackOff = 1;

    /// <summary>Where the endpoint says to ask at once and refuses again.</summary>
    private const double LeastBackOff = 0.01;

    private const double LongestBackOff = 60;

    /// <summary>After an answer that asks for whole seconds the true end may be up to a second earlier, so it tells nothing of short windows.</summary>
    private const double CoarseBelow = 5;

    private static int _instances;

    private readonly IBudgetStore _store;
    private readonly TimeProvider _time;
    private readonly double _wall;
    private readonly long _started;
    private readonly long _owner;
    private int _backOffs;
    private double _backedOffAt;

    public EndpointBudget(IBudgetStore store, TimeProvider time, double requestsPerMinute, double tokensPerMinute)
    {
        _store = store;
        _time = time;
        _wall = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        _started = time.GetTimestamp();
        _owner = (Environment.ProcessId * 1000L) + (Interlocked.Increment(ref _instances) % 1000);
        store.Use((ref BudgetState state) =>
        {
            WindowLearning.Configure(ref state.Requests, requestsPerMinute);
            WindowLearning.Configure(ref state.Tokens, tokensPerMinute);
            return 0;
        });
    }

    /// <summary>Sets a call's cost aside, or says in how many seconds to ask again.</summary>
    public double TryReserve(CallCost cost, out Reservation reservation)
    {
        double now = Now();
        (double wait, reservation) = _store.Use((ref BudgetState state) => Reserve(ref state, cost, now));
        return wait;
    }

    /// <summary>The part of the present window that is not spent yet, from 0 to 1; 1 where nothing is known.</summary>
    public double Headroom()
    {
        double now = Now();
        return _store.Use((ref BudgetState state) =>
        {
            Roll(ref state, now);
            return state.BlockedUntil > now ? 0 : Math.Min(Free(state.Requests, false), Free(state.Tokens, state.CountsAtAnswer > 0));
        });
    }

    /// <summary>The call was answered.</summary>
    /// <param name="reservation">What was set aside.</param>
    /// <param name="used">Tokens that it took; null where the answer does not say.</param>
    /// <param name="headers">Of the answer.</param>
    public void Settle(Reservation reservation, double? used, PipelineResponseHeaders? headers)
    {
        double now = Now();
        _backOffs = 0;
        _store.Use((ref BudgetState state) =>
        {
            Roll(ref state, now);
            Release(ref state, reservation, now);
            bool atAnswer = state.CountsAtAnswer > 0;
            double took = Math.Max(0, now - reservation.At);
            state.Latency = state.Latency == 0 ? took : state.Latency + (0.1 * (took - state.Latency));
            state.Tokens.Used += used ?? reservation.Cost.Expected;
            state.Requests.Used++;
            if (state.Tokens.IsPresent(reservation.WindowStart))
            {
                WindowLearning.Went(ref state.Tokens, reservation.Spent);
            }
            else
            {
                state.Tokens.Unrefused++;
            }

            Observe(ref state, headers, now, atAnswer);
            Decide(ref state);
            return 0;
        });
    }

    /// <summary>The call was refused with 429.</summary>
    /// <param name="reservation">What was set aside.</param>
    /// <param name="retryAfter">How long the endpoint asks to wait; null where it does not say.</param>
    /// <param name="headers">Of the answer.</param>
    public void Refuse(Reservation reservation, TimeSpan? retryAfter, PipelineResponseHeaders? headers)
    {
        double now = Now();
        bool precise = headers?.TryGetValue("retry-after-ms", out _) == true || retryAfter?.TotalSeconds >= CoarseBelow;
        if (reservation.At >= _backedOffAt)
        {
            // Calls that were on their way when the endpoint began to refuse are one refusal.
            (_backOffs, _backedOffAt) = (_backOffs + 1, now);
        }

        double least = Math.Pow(2, Math.Clamp(_backOffs - 1, 0, 12));
        double wait = retryAfter is { } asked ? Math.Max(asked.TotalSeconds, Math.Min(LongestBackOff, LeastBackOff * least)) : Math.Min(LongestBackOff, BackOff * least);
        _store.Use((ref BudgetState state) =>
        {
            Roll(ref state, now);
            Release(ref state, reservation, now);
            bool atAnswer = state.CountsAtAnswer > 0;
            bool ofThisWindow = state.Tokens.IsPresent(reservation.WindowStart);
            if (ofThisWindow)
            {
                state.Tokens.Sent = Math.Max(0, state.Tokens.Sent - reservation.Cost.Most);
                state.Requests.Sent = Math.Max(0, state.Requests.Sent - 1);
            }

            Observe(ref state, headers, now, atAnswer);
            double? end = precise ? now + wait : null;
            if (!ofThisWindow && state.Tokens.Length > 0)
            {
                // On its way when its window ended: it tells nothing of this one.
                state.Tokens.Unrefused = 0;
            }
            else if (IsOfRequests(state, headers))
            {
                WindowLearning.Refuse(ref state.Requests, 1, end, now, atAnswer: false);
            }
            else
            {
                WindowLearning.Refuse(ref state.Tokens, reservation.Cost.Most, end, now, atAnswer);
            }

            Decide(ref state);
            state.BlockedUntil = Math.Max(state.BlockedUntil, now + wait);
            state.BlockedAt = now;
            return 0;
        });
    }

    /// <summary>The call brought no answer: whether it was charged is not known, so what it can have used at most stays spent.</summary>
    public void Abandon(Reservation reservation)
    {
        double now = Now();
        _store.Use((ref BudgetState state) =>
        {
            Roll(ref state, now);
            Release(ref state, reservation, now);
            return 0;
        });
    }

    /// <summary>What is known, for people and tests.</summary>
    public BudgetState Look() => _store.Use((ref BudgetState state) => state);

    public void Dispose() => _store.Dispose();

    private (double Wait, Reservation Reservation) Reserve(ref BudgetState state, CallCost cost, double now)
    {
        Roll(ref state, now);
        if (state.BlockedUntil > now)
        {
            return (state.BlockedUntil - now, default);
        }

        bool atAnswer = state.CountsAtAnswer > 0;
        double wait = Math.Max(
            WindowSpending.WaitOnArrival(ref state.Requests, now, 1),
            atAnswer
                ? WindowSpending.WaitAtAnswer(ref state.Tokens, now, cost.Expected, UnderWay(ref state, now), state.Latency)
                : WindowSpending.WaitOnArrival(ref state.Tokens, now, cost.Most));
        if (wait > 0)
        {
            return (wait, default);
        }

        WindowSpending.Send(ref state.Requests, now, 1);
        WindowSpending.Send(ref state.Tokens, now, cost.Most);
        ref BudgetSlot slot = ref Slot(ref state, now);
        slot.UnderWay += cost.Expected;
        slot.Seen = now;
        return (0, new Reservation(cost, now, state.Tokens.Start, state.Tokens.Spent(atAnswer)));
    }

    private static void Roll(ref BudgetState state, double now)
    {
        if (state.BlockedAt > now + 1)
        {
            // The clock was set back: what was asked then is over.
            state.BlockedUntil = state.BlockedAt = 0;
        }

        double tokens = 1 - Free(state.Tokens, state.CountsAtAnswer > 0);
        if (WindowClock.Roll(ref state.Tokens, now))
        {
            WindowLearning.Begin(ref state.Tokens, tokens);
        }

        double requests = 1 - Free(state.Requests, false);
        if (WindowClock.Roll(ref state.Requests, now))
        {
            WindowLearning.Begin(ref state.Requests, requests);
        }
    }

    private static void Observe(ref BudgetState state, PipelineResponseHeaders? headers, double now, bool atAnswer)
    {
        if (headers is not null)
        {
            WindowLearning.Observe(ref state.Tokens, LimitHeaders.Tokens(headers), now, atAnswer);
            WindowLearning.Observe(ref state.Requests, LimitHeaders.Requests(headers), now, atAnswer: false);
        }
    }

    private static void Decide(ref BudgetState state)
    {
        double lead = state.Tokens.MissOnArrival - state.Tokens.MissAtAnswer;
        double counts = lead > 0.03 ? 1 : lead < -0.03 ? 0 : state.CountsAtAnswer;
        if (counts != state.CountsAtAnswer)
        {
            state.CountsAtAnswer = counts;
            WindowLearning.Recount(ref state.Tokens, counts > 0);
        }
    }

    private static bool IsOfRequests(in BudgetState state, PipelineResponseHeaders? headers)
    {
        if (headers is not null && LimitHeaders.Requests(headers).Remaining is double requests && LimitHeaders.Tokens(headers).Remaining is double tokens)
        {
            return requests < 1 && tokens > 0;
        }

        double granted = state.Requests.Said > 0 ? state.Requests.Said : state.Requests.Configured;
        bool tokensKnown = state.Tokens.Said > 0 || state.Tokens.Configured > 0;
        return granted > 0 && (!tokensKnown || (state.Requests.Capacity > 0 && state.Requests.Sent >= state.Requests.Capacity * 0.97 && state.Tokens.Sent < state.Tokens.Capacity * 0.9));
    }

    private void Release(ref BudgetState state, Reservation reservation, double now)
    {
        ref BudgetSlot slot = ref Slot(ref state, now);
        slot.UnderWay = Math.Max(0, slot.UnderWay - reservation.Cost.Expected);
        slot.Seen = now;
    }

    private static double UnderWay(ref BudgetState state, double now)
    {
        double sum = 0;
        foreach (ref BudgetSlot slot in (Span<BudgetSlot>)state.Slots)
        {
            sum += slot.Owner != 0 && now - slot.Seen < SilentAfter ? slot.UnderWay : 0;
        }

        return sum;
    }

    private ref BudgetSlot Slot(ref BudgetState state, double now)
    {
        Span<BudgetSlot> slots = state.Slots;
        int free = 0;
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i].Owner == _owner)
            {
                return ref slots[i];
            }

            if (slots[free].Owner != 0 && (slots[i].Owner == 0 || slots[i].Seen < slots[free].Seen))
            {
                free = i;
            }
        }

        slots[free] = new BudgetSlot { Owner = _owner, Seen = now };
        return ref slots[free];
    }

    private static double Free(in Window window, bool atAnswer) =>
        window.End == 0 || window.Capacity <= 0 ? 1 : Math.Clamp(1 - (window.Spent(atAnswer) / window.Capacity), 0, 1);

    private double Now() => _wall + _time.GetElapsedTime(_started).TotalSeconds;
}
