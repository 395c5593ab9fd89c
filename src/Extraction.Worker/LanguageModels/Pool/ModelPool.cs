using System.ClientModel.Primitives;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>
/// Several endpoints as one chat service: each call goes where there is headroom, waits for the budget where there is none, and goes elsewhere when an
/// endpoint throttles, fails or refuses.
/// </summary>
internal sealed class ModelPool : ChatService, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly PoolQueue _queue;
    private readonly TimeProvider _time;
    private readonly int _retries;
    private readonly ILogger<ModelPool> _logger;

    /// <param name="endpoints">At least one.</param>
    /// <param name="budget">Told when calls wait.</param>
    /// <param name="time">The clock of all waits.</param>
    /// <param name="longestWait">How long a call may wait for the budget before its document is handed back.</param>
    /// <param name="retries">How often a call that failed is tried again.</param>
    /// <param name="logger">Where outages are told.</param>
    public ModelPool(IReadOnlyList<PooledEndpoint> endpoints, ModelBudget budget, TimeProvider time, TimeSpan longestWait, int retries, ILogger<ModelPool> logger)
        : base(endpoints[0].Endpoint.Model)
    {
        (Endpoints, _time, _retries, _logger) = (endpoints, time, retries, logger);
        _queue = new PoolQueue(endpoints, budget, time, longestWait);
    }

    /// <summary>The endpoints, for tests and status.</summary>
    public IReadOnlyList<PooledEndpoint> Endpoints { get; }

    public void Dispose()
    {
        _queue.Dispose();
        foreach (PooledEndpoint endpoint in Endpoints)
        {
            endpoint.Budget.Dispose();
        }
    }

    protected override async Task<ModelAnswer> AnswerAsync(ChatHistory messages, ModelCallSettings settings, CancellationToken cancellationToken)
    {
        PoolCall call = new(messages, settings, _time.GetTimestamp());
        try
        {
            return await AskAsync(call, cancellationToken) with { Unanswered = call.Unanswered };
        }
        catch (ModelCallException fault)
        {
            fault.Unanswered = call.Unanswered;
            throw;
        }
    }

    private async Task<ModelAnswer> AskAsync(PoolCall call, CancellationToken cancellationToken)
    {
        for (int failures = 0; ;)
        {
            PoolLease lease = await _queue.EnterAsync(call, cancellationToken);
            PipelineResponseHeaders? headers = null;
            try
            {
                ModelAnswer answer = await lease.Endpoint.Client.CallAsync(call.Messages, call.Settings, found => headers = found, cancellationToken);
                Answered(lease, call, answer, headers);
                return answer with { Prices = lease.Endpoint.Endpoint.Prices };
            }
            catch (ModelCallException fault)
            {
                bool again = Failed(lease, call, fault, headers) && (fault.Fault is not (ModelFault.Down or ModelFault.TimedOut or ModelFault.NotJson) || failures++ < _retries);
                if (!again)
                {
                    throw;
                }
            }
            catch
            {
                Leave(lease);
                throw;
            }

            if (failures > 0 && Endpoints.All(one => call.Failed.Contains(one) || one.Circuit.Health == EndpointHealth.Out))
            {
                call.Failed.Clear();
                await Task.Delay(FirstPause * Math.Pow(2, failures - 1), _time, cancellationToken);
            }
        }
    }

    private void Answered(PoolLease lease, PoolCall call, ModelAnswer answer, PipelineResponseHeaders? headers)
    {
        PooledEndpoint endpoint = lease.Endpoint;
        double? used = answer.Tokens is TokenUse tokens ? tokens.Input + tokens.Output : null;
        endpoint.Budget.Settle(lease.Reservation, used, headers);
        endpoint.Counter.Learn(call.Messages, call.Settings, answer);
        lock (_queue.Gate)
        {
            endpoint.Concurrency.Answered(_time.GetElapsedTime(lease.SentAt).TotalSeconds, answer.Tokens?.Output ?? 0);
            Back(endpoint);
        }

        _queue.Look();
    }

    /// <returns>Whether the call may be tried again, here or elsewhere.</returns>
    private bool Failed(PoolLease lease, PoolCall call, ModelCallException fault, PipelineResponseHeaders? headers)
    {
        PooledEndpoint endpoint = lease.Endpoint;
        bool again = true;
        switch (fault.Fault)
        {
            case ModelFault.Throttled:
                endpoint.Budget.Refuse(lease.Reservation, fault.RetryAfter, headers);
                PoolLog.Throttled(_logger, endpoint.Endpoint.Name, fault.Message);
                lock (_queue.Gate)
                {
                    endpoint.Concurrency.Leave();
                    Back(endpoint);
                }

                break;
            case ModelFault.Down or ModelFault.TimedOut or ModelFault.NotJson:
                endpoint.Budget.Abandon(lease.Reservation);
                lock (_queue.Gate)
                {
                    endpoint.Concurrency.Failed();
                    if (endpoint.Circuit.Failed(fault))
                    {
                        PoolLog.Opened(_logger, endpoint.Endpoint.Name, endpoint.Circuit.Wait.TotalSeconds, fault.Message);
                    }
                }

                call.Failed.Add(endpoint);
                call.Unanswered += fault.Fault == ModelFault.TimedOut ? 1 : 0;
                break;
            case ModelFault.Unauthorised or ModelFault.NotFound or ModelFault.QuotaSpent:
                endpoint.Budget.Abandon(lease.Reservation);
                lock (_queue.Gate)
                {
                    endpoint.Concurrency.Leave();
                    bool news = endpoint.Circuit.TakeOut(fault);
                    call.Failed.Add(endpoint);
                    again = Endpoints.Any(one => !call.Failed.Contains(one) && one.Circuit.Health != EndpointHealth.Out);
                    if (news && again)
                    {
                        PoolLog.TakenOut(_logger, fault.Message);
                    }
                }

                break;
            default:
                endpoint.Budget.Settle(lease.Reservation, 0, headers);
                lock (_queue.Gate)
                {
                    endpoint.Concurrency.Leave();
                    Back(endpoint);
                }

                again = false;
                break;
        }

        _queue.Look();
        return again;
    }

    private void Back(PooledEndpoint endpoint)
    {
        if (endpoint.Circuit.Answered())
        {
            endpoint.Concurrency.Restart();
            PoolLog.Back(_logger, endpoint.Endpoint.Name);
        }
    }

    private void Leave(PoolLease lease)
    {
        lease.Endpoint.Budget.Abandon(lease.Reservation);
        lock (_queue.Gate)
        {
            lease.Endpoint.Concurrency.Leave();
            lease.Endpoint.Circuit.Leave();
        }

        _queue.Look();
    }
}
