using System.Collections.Concurrent;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.LanguageModels.Offline.Reading;
using Extraction.Worker.Messaging;
using ModelServer;
using Xunit;

namespace Extraction.Conformance.Crashes;

/// <summary>Worker processes that are killed by a document, stopped past their locks, or asked to end.</summary>
[Collection(Processes.Name)]
public sealed class WorkerProcessTests : IAsyncLifetime
{
    private const string Poison = "毒药";

    private readonly LocalGround _ground = new();
    private readonly ConcurrentQueue<ChatCall> _calls = new();
    private readonly Func<ChatCall, ServerAnswer> _answers = ServerScript.From(new OfflineReader());
    private Func<ChatCall, ServerAnswer> _script = null!;
    private ModelServerHost _server = null!;

    public async ValueTask InitializeAsync()
    {
        _script = _answers;
        _server = await ModelServerHost.StartAsync(call =>
        {
            _calls.Enqueue(call);
            return _script(call);
        });
        await _ground.PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _ground.DisposeAsync();
    }

    [Fact]
    public async Task ADocumentThatKillsItsWorkerIsQuarantinedAfterThreeStartsAndTakesNobodyWithIt()
    {
        await SendAsync(Enumerable.Range(0, 12).Select(number => (number == 1 ? "poison" : $"d{number}", number == 1 ? Poison : "")));
        int deaths = 0;
        WorkerChild? worker = null;
        _script = call =>
        {
            if (call.User.Contains(Poison, StringComparison.Ordinal))
            {
                worker!.Kill();
            }

            return _answers(call);
        };
        while (true)
        {
            await using WorkerChild life = worker = Start(("Intake:Concurrency", "4"), ("Messaging:LockDuration", "00:00:01"), ("Intake:RenewalInterval", "00:00:00.2"));
            if (await EndsOrDrainsAsync(life))
            {
                Assert.Equal(WorkerChild.Killed, await life.Exited);
                deaths++;
                continue;
            }

            await life.SignalAsync("TERM");
            Assert.Equal(0, await life.Exited);
            break;
        }

        Assert.Equal(3, deaths);
        PeekedMessage dead = Assert.Single(await _ground.Transport.Queue.PeekAsync(SubQueue.DeadLetters, 0, 10, default));
        Assert.Equal(("poison", FailureCode.WorkerDied.ToWire()), (dead.Id, dead.Headers[MessageHeaders.DeadLetterCode]));
        await _ground.ConsumeAsync();
        Assert.Equal((11, 0), (_ground.Published.Count, _ground.Repeats));
    }

    [Fact]
    public async Task AWorkerThatIsStoppedPastItsLockCannotSettleAndGivesNoSecondEvent()
    {
        await SendAsync([("d0", "")]);
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _script = call =>
        {
            asked.TrySetResult();
            return call.Credential == "first" ? new ServerAnswerWhen(answered.Task, _answers(call)).Wait() : _answers(call);
        };
        await using WorkerChild first = Start(("Models:Endpoints:served:Key", "first"), ("Messaging:LockDuration", "00:00:01"), ("Intake:RenewalInterval", "00:00:00.2"));
        await asked.Task;
        await first.SignalAsync("STOP");
        await using WorkerChild second = Start(("Models:Endpoints:served:Key", "second"), ("Messaging:LockDuration", "00:00:01"), ("Intake:RenewalInterval", "00:00:00.2"));
        await UntilAsync(async () => await _ground.Transport.Queue.CountAsync(default) is { Active: 0, Locked: 0 });
        answered.SetResult();
        await first.SignalAsync("CONT");
        await UntilAsync(async () => (await _ground.Ledger.CountAsync(default)).UnfinishedAttempts == 0);
        foreach (WorkerChild worker in (WorkerChild[])[first, second])
        {
            await worker.SignalAsync("TERM");
            Assert.Equal(0, await worker.Exited);
        }

        await _ground.ConsumeAsync();
        Assert.Equal((1, 0), (_ground.Published.Count, _ground.Repeats));
        Assert.Equal(0, (await _ground.Transport.Queue.CountAsync(default)).DeadLettered);
        Assert.Contains("The lock on message d0", first.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskedToEndAWorkerFinishesWhatItHoldsTakesNothingMoreAndExitsWithZero()
    {
        await SendAsync(Enumerable.Range(0, 6).Select(number => ($"d{number}", "")));
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _script = call => new ServerAnswerWhen(answered.Task, _answers(call)).Wait();
        await using WorkerChild worker = Start(("Intake:Concurrency", "2"));
        await UntilAsync(() => Task.FromResult(_calls.Count == 2));
        await worker.SignalAsync("TERM");
        await UntilAsync(() => Task.FromResult(worker.Log.Contains(" stops: ", StringComparison.Ordinal)));
        answered.SetResult();
        Assert.Equal(0, await worker.Exited);
        Assert.Equal(2, _calls.Count);
        IReadOnlyList<PeekedMessage> left = await _ground.Transport.Queue.PeekAsync(SubQueue.Main, 0, 10, default);
        Assert.Equal(4, left.Count);
        Assert.All(left, message => Assert.Equal((MessageState.Active, 0), (message.State, message.DeliveryCount)));
    }

    [Fact]
    public async Task WhatAnEndingWorkerCannotFinishInItsGraceIsHandedBackUncounted()
    {
        await SendAsync(Enumerable.Range(0, 4).Select(number => ($"d{number}", "")));
        _script = _ => new ServerAnswer { Hangs = true };
        await using WorkerChild worker = Start(("Intake:Concurrency", "2"), ("Intake:Grace", "00:00:00.3"));
        await UntilAsync(() => Task.FromResult(_calls.Count == 2));
        await worker.SignalAsync("TERM");
        Assert.Equal(0, await worker.Exited);
        IReadOnlyList<PeekedMessage> left = await _ground.Transport.Queue.PeekAsync(SubQueue.Main, 0, 10, default);
        Assert.Equal(4, left.Count);
        Assert.All(left, message => Assert.Equal((MessageState.Active, 0), (message.State, message.DeliveryCount)));
        Assert.Equal(0, (await _ground.Ledger.CountAsync(default)).UnfinishedAttempts);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromMinutes(1), "what was waited for did not come within a minute");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    /// <summary>True when the worker ended; false when the queue is empty.</summary>
    private async Task<bool> EndsOrDrainsAsync(WorkerChild worker)
    {
        await UntilAsync(async () => worker.Exited.IsCompleted || await _ground.Transport.Queue.CountAsync(default) is { Active: 0, Locked: 0, Scheduled: 0 });
        return worker.Exited.IsCompleted;
    }

    private async Task SendAsync(IEnumerable<(string Id, string Word)> documents) => await _ground.Transport.Queue.SendAsync(
        [.. documents.Select(document => new OutgoingMessage(document.Id, JsonSerializer.SerializeToUtf8Bytes(
            new DocumentSubmitted(1, document.Id, DocumentKind.News, new DocumentSource(Content: $"第{document.Id}号{document.Word}有限公司位于江苏省苏州市。")), ContractJson.Options)))],
        default);

    private WorkerChild Start(params (string Name, string Value)[] settings)
    {
        Dictionary<string, string?> all = new(_ground.Settings, StringComparer.Ordinal)
        {
            ["Models:Use"] = "served",
            ["Models:Endpoints:served:Kind"] = "OpenAI",
            ["Models:Endpoints:served:Address"] = new Uri(_server.Address, "v1").ToString(),
            ["Models:Endpoints:served:Model"] = "served",
            ["Models:Endpoints:served:Key"] = "key",
        };
        foreach ((string name, string value) in settings)
        {
            all[name] = value;
        }

        return WorkerChild.Start(new CrashPlan(all));
    }

    /// <summary>An answer that is held back; the server's script is synchronous, and each request has a thread of its own here.</summary>
    private sealed record ServerAnswerWhen(Task When, ServerAnswer Answer)
    {
        public ServerAnswer Wait()
        {
            using ManualResetEventSlim open = new();
            _ = When.ContinueWith(_ => open.Set(), TaskScheduler.Default);
            open.Wait(TimeSpan.FromMinutes(1));
            return Answer;
        }
    }
}
