using Extraction.TestKit;
using Extraction.Worker.LanguageModels.Budgets;
using Microsoft.Extensions.Time.Testing;
using ModelServer.Limits;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>The budget against the server's own meter, on one fake clock.</summary>
public sealed class EndpointBudgetTests
{
    private static readonly CallCost Cost = new(700, 400);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Theory]
    [InlineData("1s", 1.0)]
    [InlineData("250ms", 0.25)]
    [InlineData("6m0s", 360.0)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("12", 12.0)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void ResetsAreReadInEveryForm(string written, double? seconds) => Assert.Equal(seconds, LimitHeaders.Seconds(written));

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void AfterLearningTheGrantIsUsedAndHardlyACallRefused(bool atAdmission, bool headers)
    {
        ChargeAt charge = atAdmission ? ChargeAt.Admission : ChargeAt.ActualUse;
        RateMeter meter = new(_time, new ServerLimits { TokensPerMinute = 420_000, WindowSeconds = 10, Charge = charge, Headers = headers });
        using EndpointBudget budget = new(new OwnBudgetStore(), _time, 0, 420_000);
        Run(meter, budget, TimeSpan.FromSeconds(120));
        MeterReading learned = meter.Read();
        Run(meter, budget, TimeSpan.FromSeconds(200));
        MeterReading reading = meter.Read().Since(learned);
        Assert.True(reading.Charged / reading.Granted >= 0.97, $"{reading}, {reading.Charged / reading.Granted:0.000}");
        Assert.True(reading.Refused * 200 < reading.Admitted, $"{reading}");
    }

    [Fact]
    public void ALimitThatIsHalvedIsFollowed()
    {
        RateMeter meter = new(_time, new ServerLimits { TokensPerMinute = 420_000, WindowSeconds = 10 });
        using EndpointBudget budget = new(new OwnBudgetStore(), _time, 0, 0);
        Run(meter, budget, TimeSpan.FromSeconds(60));
        meter.Limits = meter.Limits with { TokensPerMinute = 210_000 };
        MeterReading halved = meter.Read();
        Run(meter, budget, TimeSpan.FromSeconds(100));
        MeterReading reading = meter.Read().Since(halved);
        Assert.InRange(reading.Charged / reading.Granted, 0.97, 1.01);
        Assert.InRange(reading.Refused, 0, 2);
    }

    [Fact]
    public void AnEndpointThatAsksToWaitIsNotAskedEarly()
    {
        using EndpointBudget budget = new(new OwnBudgetStore(), _time, 0, 0);
        Assert.Equal(0, budget.TryReserve(Cost, out Reservation reservation));
        budget.Refuse(reservation, TimeSpan.FromSeconds(7), null);
        Assert.Equal(7, budget.TryReserve(Cost, out _), 3);
        _time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Equal(0.1, budget.TryReserve(Cost, out _), 3);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(0, budget.TryReserve(Cost, out _));
    }

    [Fact]
    public void CallsThatWereUnderWayWhenItBeganToRefuseAreOneRefusal()
    {
        using EndpointBudget budget = new(new OwnBudgetStore(), _time, 0, 0);
        Reservation[] underWay = [.. Enumerable.Range(0, 30).Select(_ => budget.TryReserve(Cost, out Reservation one) == 0 ? one : throw new InvalidOperationException())];
        _time.Advance(TimeSpan.FromSeconds(0.1));
        foreach (Reservation one in underWay)
        {
            budget.Refuse(one, TimeSpan.FromSeconds(0.5), null);
        }

        Assert.Equal(0.5, budget.TryReserve(Cost, out _), 3);
    }

    [Fact]
    public void ProcessesThatShareABudgetSeeEachOthersSpending()
    {
        using TemporaryFolder folder = new();
        using EndpointBudget one = new(new SharedBudgetStore(folder.Path, "endpoint"), _time, 0, 0);
        using EndpointBudget other = new(new SharedBudgetStore(folder.Path, "endpoint"), _time, 0, 0);
        using EndpointBudget another = new(new SharedBudgetStore(folder.Path, "another endpoint"), _time, 0, 0);
        Assert.Equal(0, one.TryReserve(Cost, out Reservation reservation));
        one.Refuse(reservation, TimeSpan.FromSeconds(7), null);
        Assert.Equal(7, other.TryReserve(Cost, out _), 3);
        Assert.Equal(0, another.TryReserve(Cost, out _));
    }

    /// <summary>Steps of ten milliseconds: what can be sent is sent, and what is due is answered after a second.</summary>
    private void Run(RateMeter meter, EndpointBudget budget, TimeSpan length)
    {
        Queue<(DateTimeOffset Due, Reservation Reservation)> underWay = new();
        DateTimeOffset end = _time.GetUtcNow() + length;
        int number = 0;
        while (_time.GetUtcNow() < end)
        {
            while (underWay.TryPeek(out (DateTimeOffset Due, Reservation Reservation) next) && next.Due <= _time.GetUtcNow())
            {
                underWay.Dequeue();
                meter.Complete(next.Reservation.Cost.Expected);
                budget.Settle(next.Reservation, next.Reservation.Cost.Expected, MeterHeaders.Of(meter));
            }

            CallCost cost = new(600 + (number * 37 % 200), 300 + (number * 53 % 200));
            while (underWay.Count < 200 && budget.TryReserve(cost, out Reservation reservation) == 0)
            {
                number++;
                if (meter.Admit(cost.Most, out TimeSpan wait))
                {
                    underWay.Enqueue((_time.GetUtcNow() + TimeSpan.FromSeconds(1), reservation));
                }
                else
                {
                    budget.Refuse(reservation, wait, MeterHeaders.Of(meter, wait));
                }
            }

            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        foreach ((_, Reservation reservation) in underWay)
        {
            meter.Complete(reservation.Cost.Expected);
            budget.Settle(reservation, reservation.Cost.Expected, null);
        }
    }
}
