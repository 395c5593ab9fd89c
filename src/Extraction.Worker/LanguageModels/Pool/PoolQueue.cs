using Extraction.Worker.LanguageModels.Budgets;

namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>
/// Calls that wait for an endpoint with budget for them. First come, first served, but a smaller call may go before a larger one that does not fit into what
/// is left of a window. The endpoint with the lowest priority number that can take a call gets it; among equals, the one with the most headroom.
/// </summary>
internal sealed class PoolQueue : IDisposable
{
    /// <summary>So many calls are looked at each time: enough to find one that fits.</summary>
    private const int LookedAt = 48;

    /// <summary>A wait from which the intake is told.</summary>
    private const double WorthTelling = 0.5;

    private readonly IReadOnlyList<PooledEndpoint> _endpoints;
    private readonly ModelBudget _budget;
    private readonly TimeProvider _time;
    private readonly TimeSpan _longestWait;
    private readonly Lock _gate = new();
    private readonly LinkedList<PoolCall> _waiting = new();
    private readonly ITimer _timer;
    private long _spentUntil;

    public PoolQueue(IReadOnlyList<PooledEndpoint> endpoints, ModelBudget budget, TimeProvider time, TimeSpan longestWait)
    {
        (_endpoints, _budget, _time, _longestWait) = (endpoints, budget, time, longestWait);
        _timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Guards what is known of the endpoints.</summary>
    public Lock Gate => _gate;

    /// <summary>Waits for an endpoint.</summary>
    /// <exception cref="ModelCallException">None can take the call, or none will in time.</exception>
    public async Task<PoolLease> EnterAsync(PoolCall call, CancellationToken cancellationToken)
    {
        call.Granted = new TaskCompletionSource<PoolLease>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.AddLast(call);
        }

        Look();
        await using CancellationTokenRegistration registration = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (_waiting.Remove(call))
                {
                    call.Granted.TrySetCanceled(cancellationToken);
                }
            }

            Look();
        });
        return await call.Granted.Task;
    }

    /// <summary>Grants what can be granted now.</summary>
    public void Look()
    {
        string? spent = null;
        bool waits;
        lock (_gate)
        {
            double soonest = double.PositiveInfinity;
            LinkedListNode<PoolCall>? node = _waiting.First;
            for (int looked = 0; node is not null && looked < LookedAt; looked++)
            {
                LinkedListNode<PoolCall>? next = node.Next;
                bool left = TryLeave(node.Value, out double wait, out string? sentence);
                if (left)
                {
                    _waiting.Remove(node);
                }

                if (left && sentence is not null)
                {
                    // Handed back for want of budget: it will be there later.
                    _spentUntil = _time.GetTimestamp() + (long)(wait * _time.TimestampFrequency);
                }

                soonest = Math.Min(soonest, wait);
                spent = left || wait >= WorthTelling ? sentence ?? spent : spent;
                node = next;
            }

            waits = _waiting.Count > 0 || _time.GetTimestamp() < _spentUntil;
            if (double.IsFinite(soonest))
            {
                _timer.Change(TimeSpan.FromSeconds(Math.Clamp(soonest, 0.001, 3600)), Timeout.InfiniteTimeSpan);
            }
        }

        if (spent is not null)
        {
            _budget.Spent(spent);
        }
        else if (!waits)
        {
            _budget.Free();
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Grants a call an endpoint, or fails it; false where it has to wait.</summary>
    /// <param name="call">The call.</param>
    /// <param name="soonest">In how many seconds there can be budget for it, or to look again; infinite where the budget has no part in it.</param>
    /// <param name="sentence">Which budget it is that is spent; null where none is.</param>
    private bool TryLeave(PoolCall call, out double soonest, out string? sentence)
    {
        sentence = null;
        soonest = double.PositiveInfinity;
        bool full = false;
        ModelCallException? fault = null;
        TimeSpan faultWait = TimeSpan.MaxValue;
        foreach (PooledEndpoint endpoint in InOrder(call))
        {
            TimeSpan circuit = endpoint.Circuit.Wait;
            if (circuit != TimeSpan.Zero)
            {
                if (endpoint.Circuit.Fault is { } last && (fault is null || circuit < faultWait))
                {
                    (fault, faultWait) = (last, circuit > TimeSpan.Zero ? circuit : TimeSpan.FromSeconds(1));
                }

                continue;
            }

            if (!endpoint.Concurrency.HasRoom)
            {
                full = true;
                continue;
            }

            double wait = endpoint.Budget.TryReserve(endpoint.Counter.Cost(call.Messages, call.Settings), out Reservation reservation);
            if (wait <= 0)
            {
                endpoint.Circuit.Enter();
                endpoint.Concurrency.Enter();
                call.Granted.TrySetResult(new PoolLease(endpoint, reservation, _time.GetTimestamp()));
                (soonest, sentence) = (double.PositiveInfinity, null);
                return true;
            }

            sentence = wait < soonest ? $"The budget of the model endpoint {endpoint.Endpoint} is spent for now." : sentence;
            soonest = Math.Min(soonest, wait);
        }

        if (full)
        {
            // A call that ends makes room, and looks.
            soonest = Math.Min(soonest, 1);
            return false;
        }

        if (double.IsFinite(soonest))
        {
            TimeSpan needed = TimeSpan.FromSeconds(soonest);
            if (_time.GetElapsedTime(call.Since) + needed <= _longestWait)
            {
                return false;
            }

            call.Granted.TrySetException(new ModelCallException(ModelFault.Throttled, sentence!, needed));
            return true;
        }

        call.Granted.TrySetException(fault is null
            ? new ModelCallException(ModelFault.Down, "Every model endpoint that is in use failed this call.")
            : new ModelCallException(fault.Fault, fault.Message, faultWait < TimeSpan.MaxValue ? faultWait : fault.RetryAfter, fault));
        return true;
    }

    private IEnumerable<PooledEndpoint> InOrder(PoolCall call) => _endpoints.Count == 1
        ? _endpoints
        : _endpoints.Where(one => !call.Failed.Contains(one)).OrderBy(one => one.Endpoint.Priority).ThenByDescending(one => one.Headroom);
}
