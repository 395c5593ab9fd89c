using System.Globalization;
using Extraction.Worker.LanguageModels.Budgets;
using Extraction.Worker.LanguageModels.Pool;
using Microsoft.Extensions.Time.Testing;
using ModelServer.Limits;

namespace Extraction.Benchmarks.Budgets;

/// <summary>
/// The budget against the server's meter without network or waiting: calls are events on a clock that jumps from one to the next, so that a case takes a fraction of
/// a second, is the same each time, and can be run with many seeds.
/// </summary>
internal sealed class BudgetsSimulation
{
    private const int LookedAt = 48;

    private readonly BudgetCase _case;
    private readonly Random _random;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly PriorityQueue<Action, (long At, long Number)> _events = new();
    private readonly RateMeter _meter;
    private readonly List<Client> _clients = [];
    private long _number;

    private BudgetsSimulation(BudgetCase one, int seed)
    {
        _case = one;
        _random = new Random(seed);
        _time.Advance(TimeSpan.FromSeconds(_random.NextDouble() * one.Window));
        _meter = new RateMeter(_time, new ServerLimits { TokensPerMinute = one.TokensPerMinute, WindowSeconds = one.Window, Charge = one.Charge, Headers = one.Headers });
        OwnBudgetStore store = new();
        for (int i = 0; i < one.Processes; i++)
        {
            _clients.Add(new Client(new EndpointBudget(store, _time, 0, one.Configured ? one.TokensPerMinute : 0), BudgetsBenchmark.AtOnce / one.Processes));
        }
    }

    /// <summary>What one seed gives.</summary>
    public static (MeterReading Reading, string State) Run(BudgetCase one, int seed)
    {
        BudgetsSimulation simulation = new(one, seed);
        MeterReading reading = simulation.Run();
        BudgetState state = simulation._clients[0].Budget.Look();
        return (reading, string.Create(
            CultureInfo.InvariantCulture,
            $"window {state.Tokens.Length:0.000} s of {state.Tokens.Capacity:0}, floor {state.Tokens.Floor:0}, ceiling {state.Tokens.Ceiling:0}, counts at answer {state.CountsAtAnswer} ({state.Tokens.MissOnArrival:0.000} to {state.Tokens.MissAtAnswer:0.000}), {simulation._clients[0].Concurrency.Limit} at once"));
    }

    private MeterReading Run()
    {
        foreach (Client client in _clients)
        {
            Look(client);
        }

        double start = _meter.Read().Seconds;
        Until(start + (_case.Learning * _case.Window));
        MeterReading learned = _meter.Read();
        if (_case.Halves)
        {
            Until(start + ((_case.Learning + (_case.Measured / 2.0) + 0.3) * _case.Window));
            _meter.Limits = _meter.Limits with { TokensPerMinute = _case.TokensPerMinute / 2 };
        }

        Until(start + ((_case.Learning + _case.Measured) * _case.Window));
        return _meter.Read().Since(learned);
    }

    private void Until(double seconds)
    {
        while (_events.TryPeek(out Action? next, out (long At, long Number) key) && _meter.Read().Seconds < seconds)
        {
            _events.Dequeue();
            _time.Advance(TimeSpan.FromTicks(Math.Max(0, key.At - _time.GetTimestamp())));
            next();
        }
    }

    private void Look(Client client)
    {
        double soonest = double.PositiveInfinity;
        for (int looked = 0; looked < LookedAt && client.Running + looked < client.AtOnce && client.Concurrency.HasRoom; looked++)
        {
            while (client.Waiting.Count <= looked)
            {
                client.Waiting.Add((150 + (2 * _random.Next(150)), 40 + _random.Next(140), 0.5 + _random.NextDouble()));
            }

            (int prompt, int reply, double latency) = client.Waiting[looked];
            double wait = client.Budget.TryReserve(new CallCost(prompt + BudgetsLoad.MaxTokens, prompt + client.Reply), out Reservation reservation);
            if (wait > 0)
            {
                soonest = Math.Min(soonest, wait);
                continue;
            }

            client.Waiting.RemoveAt(looked--);
            client.Concurrency.Enter();
            client.Running++;
            At(Transit(), () => Arrive(client, reservation, prompt, reply, latency));
        }

        if (double.IsFinite(soonest))
        {
            long number = ++client.Timer;
            At(Math.Max(0.001, soonest), () =>
            {
                if (client.Timer == number)
                {
                    Look(client);
                }
            });
        }
    }

    private void Arrive(Client client, Reservation reservation, int prompt, int reply, double latency)
    {
        if (!_meter.Admit(prompt + BudgetsLoad.MaxTokens, out TimeSpan wait))
        {
            MeterHeaders refusal = MeterHeaders.Of(_meter, wait);
            At(Transit(), () =>
            {
                client.Running--;
                client.Concurrency.Leave();
                client.Budget.Refuse(reservation, wait, refusal);
                Look(client);
            });
            return;
        }

        At(latency, () =>
        {
            _meter.Complete(prompt + reply);
            MeterHeaders headers = MeterHeaders.Of(_meter);
            At(Transit(), () =>
            {
                client.Running--;
                client.Concurrency.Answered(latency, reply);
                client.Reply += 0.1 * (reply - client.Reply);
                client.Budget.Settle(reservation, prompt + reply, headers);
                Look(client);
            });
        });
    }

    /// <summary>A few milliseconds, now and then many.</summary>
    private double Transit() => (0.003 + (0.012 * _random.NextDouble())) * (_random.Next(100) == 0 ? 8 : 1);

    private void At(double seconds, Action action) => _events.Enqueue(action, (_time.GetTimestamp() + (long)(seconds * TimeSpan.TicksPerSecond), _number++));

    private sealed class Client(EndpointBudget budget, int atOnce)
    {
        public EndpointBudget Budget { get; } = budget;

        public int AtOnce { get; } = atOnce;

        public ConcurrencyLimit Concurrency { get; } = new(256);

        public List<(int Prompt, int Reply, double Latency)> Waiting { get; } = [];

        public int Running { get; set; }

        public double Reply { get; set; } = 0.3 * BudgetsLoad.MaxTokens;

        public long Timer { get; set; }
    }
}
