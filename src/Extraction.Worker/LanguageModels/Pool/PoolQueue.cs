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
                double wait = TryGrant(node.Value, out string? sentence);
                if (wait <= 0)
                {
                    _waiting.Remove(node);
                    if (wait < 0)
                    {
                        // Given back for want of budget: it will be there later.
                        spent = sentence;
                        soonest = Math.Min(soonest, -wait);
                        _spentUntil = _time.GetTimestamp() + (long)(-wait * _time.TimestampFrequency);
                    }
                }
                else
                {
                    soonest = Math.Min(soonest, wait);
                    spent = wait >= WorthTelling ? sentence ?? spent : spent;
                }

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

    /// <returns>0 when the call left the queue; less when it left for want of budget, which is there in so many seconds; else in how many to look again.</returns>
    private double TryGrant(PoolCall call, out string? sentence)
    {
        sentence = null;
        double soonest = double.PositiveInfinity;
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
                return 0;
            }

            sentence = wait < soonest ? $"The budget of the model endpoint {endpoint.Endpoint} is spent for now." : sentence;
            soonest = Math.Min(soonest, wait);
        }

        if (full)
        {
            // A call that ends makes room, and looks.
            return Math.Min(soonest, 1);
        }

        if (double.IsFinite(soonest))
        {
            TimeSpan needed = TimeSpan.FromSeconds(soonest);
            if (_time.GetElapsedTime(call.Since) + needed <= _longestWait)
            {
                return soonest;
            }

            call.Granted.TrySetException(new ModelCallException(ModelFault.Throttled, sentence!, needed));
            return -soonest;
        }

        call.Granted.TrySetException(fault is null
            ? new ModelCallException(ModelFault.Down, "Every model endpoint that is in use failed this call.")
            : new ModelCallException(fault.Fault, fault.Message, faultWait < TimeSpan.MaxValue ? faultWait : fault.RetryAfter, fault));
        return 0;
    }

    private IEnumerable<PooledEndpoint> InOrder(PoolCall call) => _endpoints.Count == 1
        ? _endpoints
        : _endpoints.Where(one => !call.Failed.Contains(one)).OrderBy(one => one.Endpoint.Priority).ThenByDescending(one => one.Headroom);
}
