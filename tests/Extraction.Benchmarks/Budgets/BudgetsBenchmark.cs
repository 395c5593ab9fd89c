using System.Diagnostics;
using System.Globalization;
using Extraction.TestKit;
using ModelServer;
using ModelServer.Limits;

namespace Extraction.Benchmarks.Budgets;

/// <summary>
/// How much of the granted tokens is used, how many calls are refused and how many given up, beside a plain client, over real HTTP with clocks that run faster.
/// <c>budgets [WORDS]</c> runs the cases whose names hold the words.
/// </summary>
internal static class BudgetsBenchmark
{
    /// <summary>Calls that want to be made at once.</summary>
    public const int AtOnce = 160;

    private const int Seeds = 40;
    private const int PlainAtOnce = 40;

    public static async Task RunAsync(string[] args)
    {
        Console.WriteLine("                                                     this worker                       plain client, default retries");
        Console.WriteLine("case                                        calls     use   429/1000  given up      calls     use   429/1000  given up");
        foreach (BudgetCase one in Cases().Where(one => args.All(word => Title(one).Contains(word, StringComparison.OrdinalIgnoreCase))))
        {
            (MeterReading ours, long givenUp) = (new MeterReading(0, 0, 0, 0, 0), 0);
            DateTimeOffset origin = TimeProvider.System.GetUtcNow();
            Task<(MeterReading, long)> own = RunAsync(one, origin, plain: false);
            Task<(MeterReading, long)> plain = RunAsync(one, origin, plain: true);
            (ours, givenUp) = await own;
            (MeterReading peer, long peerGivenUp) = await plain;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Title(one),-40} {Figures(ours, givenUp)}   {Figures(peer, peerGivenUp)}"));
        }
    }

    /// <summary>The same cases simulated, with many seeds: the worst and the middle of each. <c>budgets-simulated [WORDS]</c>.</summary>
    public static void Simulate(string[] args)
    {
        Console.WriteLine($"case                                         use: least   median   429/1000: most   median   of {Seeds} seeds, missed");
        foreach (BudgetCase one in Cases().Where(one => args.All(word => Title(one).Contains(word, StringComparison.OrdinalIgnoreCase))))
        {
            (double Use, double Refused, string State)[] all = [.. Enumerable.Range(0, Seeds).AsParallel().Select(seed =>
            {
                (MeterReading reading, string state) = BudgetsSimulation.Run(one, seed);
                return (reading.Charged / reading.Granted, reading.Refused * 1000 / Math.Max(1.0, reading.Admitted + reading.Refused), $"{state} (seed {seed})");
            })];
            double[] use = [.. all.Select(a => a.Use).Order()];
            double[] refused = [.. all.Select(a => a.Refused).Order()];
            (double, double, string State)[] missed = [.. all.Where(a => a.Use < 0.97 || a.Refused >= 5)];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Title(one),-45} {use[0],10:0.000} {use[Seeds / 2],8:0.000} {refused[^1],16:0.0} {refused[Seeds / 2],8:0.0} {missed.Length,23}"));
            if (Environment.GetEnvironmentVariable("BUDGETS_SHOW") is not null)
            {
                foreach ((double u, double r, string state) in missed.Take(3))
                {
                    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {u:0.000} {r:0.0} {state}"));
                }
            }
        }
    }

    private static IEnumerable<BudgetCase> Cases()
    {
        foreach (ChargeAt charge in Enum.GetValues<ChargeAt>())
        {
            foreach (double window in new[] { 1.0, 10, 60 })
            {
                yield return new BudgetCase("limit configured", charge, window);
            }

            yield return new BudgetCase("limit not known", charge, 10) { Configured = false };
            yield return new BudgetCase("configured, no headers", charge, 10) { Headers = false };
            yield return new BudgetCase("not known, no headers", charge, 10) { Configured = false, Headers = false };
            yield return new BudgetCase("halved in mid-run", charge, 10) { Halves = true };
            yield return new BudgetCase("halved, no headers", charge, 10) { Halves = true, Headers = false };
            yield return new BudgetCase("four processes", charge, 10) { Processes = 4 };
        }
    }

    private static async Task<(MeterReading Reading, long GivenUp)> RunAsync(BudgetCase one, DateTimeOffset origin, bool plain)
    {
        using TemporaryFolder folder = new();
        QuickTime time = new(origin, one.Speed);
        await using ModelServerHost server = await ModelServerHost.StartAsync(BudgetsLoad.Answer, time: time);
        server.KeepsCalls = false;
        server.Limits = new ServerLimits { TokensPerMinute = one.TokensPerMinute, WindowSeconds = one.Window, Charge = one.Charge, Headers = one.Headers };
        using CancellationTokenSource stop = new();
        double configured = one.Configured ? one.TokensPerMinute : 0;
        Process[] workers = [];
        Task<long> load = Task.FromResult(0L);
        if (plain)
        {
            load = PlainClient.LoadAsync(server.Address, time, PlainAtOnce, stop.Token);
        }
        else if (one.Processes == 1)
        {
            load = BudgetsWorker.LoadAsync(server.Address, time, configured, folder.Path, AtOnce, 1, stop.Token);
        }
        else
        {
            workers = [.. Enumerable.Range(0, one.Processes).Select(number => Start(server.Address, origin, one.Speed, configured, folder.Path, number))];
        }

        RateMeter meter = server.Meter(BudgetsLoad.Model);
        await UntilAsync(meter, time, one.Learning * one.Window);
        MeterReading start = meter.Read();
        if (one.Halves)
        {
            await UntilAsync(meter, time, (one.Learning + (one.Measured / 2.0) + 0.3) * one.Window);
            server.Limits = server.Limits with { TokensPerMinute = one.TokensPerMinute / 2 };
        }

        await UntilAsync(meter, time, (one.Learning + one.Measured) * one.Window);
        MeterReading reading = meter.Read().Since(start);
        await stop.CancelAsync();
        long givenUp = await load;
        foreach (Process worker in workers)
        {
            worker.StandardInput.Close();
            givenUp += long.Parse(await worker.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
            await worker.WaitForExitAsync();
            worker.Dispose();
        }

        return (reading, givenUp);
    }

    private static Process Start(Uri server, DateTimeOffset origin, double speed, double tokensPerMinute, string folder, int number)
    {
        ProcessStartInfo info = new(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        string[] arguments =
        [
            BudgetsWorker.Verb, server.ToString(), origin.Ticks.ToString(CultureInfo.InvariantCulture), speed.ToString(CultureInfo.InvariantCulture),
            tokensPerMinute.ToString(CultureInfo.InvariantCulture), folder, (AtOnce / 4).ToString(CultureInfo.InvariantCulture), (number + 1).ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return Process.Start(info)!;
    }

    private static async Task UntilAsync(RateMeter meter, QuickTime time, double seconds)
    {
        while (seconds - meter.Read().Seconds is > 0 and double left)
        {
            await Task.Delay(TimeSpan.FromSeconds(left), time);
        }
    }

    private static string Title(BudgetCase one) => string.Create(
        CultureInfo.InvariantCulture, $"{(one.Charge == ChargeAt.Admission ? "at admission" : "at actual use")} {one.Window} s, {one.Name}");

    private static string Figures(MeterReading reading, long givenUp)
    {
        double calls = Math.Max(1, reading.Admitted + reading.Refused);
        return string.Create(CultureInfo.InvariantCulture, $"{reading.Admitted,8} {reading.Charged / Math.Max(1, reading.Granted),7:0.000} {reading.Refused * 1000 / calls,10:0.0} {givenUp,9}");
    }
}
