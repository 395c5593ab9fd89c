using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.LanguageModels.Offline.Reading;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using ModelServer;

namespace Extraction.Conformance.Crashes;

/// <summary>
/// Worker processes on one broker and one ledger, killed again and again, with a model behind real HTTP that counts what it is asked. Which worker is
/// killed when and where comes from the seed.
/// </summary>
internal sealed class CrashRun(Ground ground, CrashOptions options)
{
    private const string RandomKill = "random";
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, int> _prompts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _passed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _kills = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkerChild> _byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _asks = new(StringComparer.Ordinal);
    private readonly WorkerChild?[] _workers = new WorkerChild?[options.Workers];
    private readonly Lock _gate = new();
    private readonly Random _random = new(options.Seed);
    private int _lives;
    private int _calls;
    private bool _killing = true;
    private bool _stopping;

    public async Task<CrashResult> RunAsync()
    {
        await ground.PrepareAsync();
        foreach (int[] chunk in Enumerable.Range(0, options.Documents).Chunk(200))
        {
            await ground.Transport.Queue.SendAsync([.. chunk.Select(Document)], default);
        }

        OfflineReader reader = new();
        Func<ChatCall, ServerAnswer> answers = ServerScript.From(reader);
        await using ModelServerHost server = await ModelServerHost.StartAsync(call => Asked(call, answers));
        long begun = TimeProvider.System.GetTimestamp();
        Task[] keeping = [.. Enumerable.Range(0, options.Workers).Select(slot => KeepAsync(slot, server.Address))];
        using CancellationTokenSource ended = new();
        Task killer = KillAsync(ended.Token);
        try
        {
            await UntilAsync(keeping, begun, () => Task.FromResult(ground.Published.Count >= options.Documents));
            Volatile.Write(ref _killing, false);
            int quiet = 0;
            await UntilAsync(keeping, begun, async () =>
            {
                QueueCounts counts = await ground.Transport.Queue.CountAsync(default);
                quiet = counts.Active + (counts.Locked ?? 0) + (counts.Scheduled ?? 0) == 0 ? quiet + 1 : 0;
                return quiet == 5;
            });
        }
        finally
        {
            Volatile.Write(ref _stopping, true);
            await ended.CancelAsync();
            await killer;
            await StopAsync(keeping);
        }

        TimeSpan took = TimeProvider.System.GetElapsedTime(begun);
        await ground.ConsumeAsync();
        QueueCounts left = await ground.Transport.Queue.CountAsync(default);
        LedgerCounts ledger = await ground.Ledger.CountAsync(default);
        return new CrashResult(
            ground.Name,
            options.Documents,
            ground.Published.Count,
            ground.Repeats,
            left.Active + (left.Locked ?? 0) + (left.Scheduled ?? 0),
            left.DeadLettered,
            ledger.UnsentEvents,
            _calls,
            _prompts.Count,
            [.. CrashPoint.All.Where(point => !_passed.ContainsKey(point))],
            new[] { RandomKill }.Concat(CrashPoint.All).ToDictionary(place => place, place => _kills.GetValueOrDefault(place)),
            took);
    }

    private static OutgoingMessage Document(int number)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"document-{number}");
        string text = string.Create(CultureInfo.InvariantCulture, $"第{number}号有限公司位于江苏省苏州市，拥有专利{(number % 90) + 1}项。");
        return new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(
            new DocumentSubmitted(1, id, DocumentKind.News, new DocumentSource(Content: text)), ContractJson.Options));
    }

    /// <summary>The model is asked. A worker whose point is here is killed before it gets its answer.</summary>
    private ServerAnswer Asked(ChatCall call, Func<ChatCall, ServerAnswer> answers)
    {
        Interlocked.Increment(ref _calls);
        _passed[CrashPoint.ModelAsked] = true;
        _prompts.AddOrUpdate(call.User, 1, (_, before) => before + 1);
        if (call.Credential is { } key
            && _byKey.TryGetValue(key, out WorkerChild? worker)
            && worker.Plan.Point == CrashPoint.ModelAsked
            && _asks.AddOrUpdate(key, 1, (_, before) => before + 1) == worker.Plan.Passing)
        {
            worker.Kill();
        }

        return answers(call);
    }

    /// <summary>Keeps one worker running: one that was killed is followed by another, with another point to be killed at.</summary>
    private async Task KeepAsync(int slot, Uri model)
    {
        while (!Volatile.Read(ref _stopping))
        {
            string key;
            WorkerChild worker;
            lock (_gate)
            {
                int life = _lives++;
                key = string.Create(CultureInfo.InvariantCulture, $"worker-{slot}-{life}");
                string? point = Volatile.Read(ref _killing) ? CrashPoint.All[life % CrashPoint.All.Count] : null;
                worker = WorkerChild.Start(new CrashPlan(Settings(key, model), point, _random.Next(1, options.LongestLife + 1)));
                _byKey[key] = worker;
                _workers[slot] = worker;
            }

            int code = await worker.Exited;
            foreach (string point in worker.Passed)
            {
                _passed[point] = true;
            }

            if (code == WorkerChild.Killed)
            {
                string place = worker.KilledFor ?? worker.Plan.Point ?? RandomKill;
                _kills.AddOrUpdate(place, 1, (_, before) => before + 1);
            }
            else if (code != 0 || !Volatile.Read(ref _stopping))
            {
                throw new InvalidOperationException($"A worker ended by itself with exit code {code}:\n{worker.Log}");
            }

            await worker.DisposeAsync();
        }
    }

    private Dictionary<string, string?> Settings(string key, Uri model) => new(ground.Settings, StringComparer.Ordinal)
    {
        ["Messaging:LockDuration"] = "00:00:03",
        ["Messaging:MaxDeliveryCount"] = "100000",
        ["Intake:RenewalInterval"] = "00:00:00.5",
        ["Intake:Concurrency"] = options.Concurrency.ToString(CultureInfo.InvariantCulture),
        ["Worker:Name"] = key,

        // The kills are ours, not the documents': none is to be quarantined here.
        ["Worker:MaxDeaths"] = "100000",
        ["Models:Use"] = "served",
        ["Models:Endpoints:served:Kind"] = "OpenAI",
        ["Models:Endpoints:served:Address"] = new Uri(model, "v1").ToString(),
        ["Models:Endpoints:served:Model"] = "served",
        ["Models:Endpoints:served:Key"] = key,
    };

    /// <summary>Kills a random worker at every interval, wherever it is.</summary>
    private async Task KillAsync(CancellationToken ended)
    {
        using PeriodicTimer timer = new(options.KillEvery, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                lock (_gate)
                {
                    if (Volatile.Read(ref _killing) && _workers[_random.Next(_workers.Length)] is { Exited.IsCompleted: false, Started.IsCompletedSuccessfully: true } victim)
                    {
                        victim.KilledFor = RandomKill;
                        victim.Kill();
                    }
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private async Task UntilAsync(Task[] keeping, long begun, Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            if (keeping.FirstOrDefault(one => one.IsFaulted) is { } failed)
            {
                await failed;
            }

            if (TimeProvider.System.GetElapsedTime(begun) > options.Limit)
            {
                throw new TimeoutException($"The run did not end within {options.Limit}: {ground.Published.Count} of {options.Documents} events came; a worker's log ends with:\n{_workers[0]?.Log}");
            }

            await Task.Delay(Glance, TimeProvider.System);
            await ground.ConsumeAsync();
        }
    }

    private async Task StopAsync(Task[] keeping)
    {
        foreach (WorkerChild worker in _workers.OfType<WorkerChild>())
        {
            // One that is only starting has no handler for the signal yet.
            await Task.WhenAny(worker.Started, worker.Exited);
            await worker.SignalAsync("TERM");
        }

        await Task.WhenAll(keeping);
    }
}
