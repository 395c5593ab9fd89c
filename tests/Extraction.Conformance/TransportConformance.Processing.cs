using System.Collections.Concurrent;
using Extraction.Conformance.Faults;
using Extraction.Worker.Hosting.Intake;
using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Conformance;

public abstract partial class TransportConformance
{
    [Fact]
    public Task AutoRenewOutlivesLock() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        Gate gate = new();
        SpyQueue spy = new(bench.Queue);
        await using MessageProcessor processor = bench.Processor(gate.HandleAsync, queue: spy);
        processor.Start();
        await Bench.WatchAsync(() => gate.Entered == 1);
        for (int i = 0; i < 4; i++)
        {
            int before = spy.Renewals;
            await bench.PassAsync(bench.Lock * 0.7);
            await Bench.WatchAsync(() => spy.Renewals > before);
        }

        await bench.NothingAsync(by: bench.OpenAnother());
        gate.Release();
        await bench.UntilAsync(() => processor.InFlight == 0);
        await bench.RunAsync(processor.StopAsync(default));
        await bench.EmptyAsync();
        Assert.Equal(1, gate.Entered);
    });

    [Fact]
    public Task RenewCapCancelsTheHandler() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        ConcurrentQueue<int> deliveries = new();
        int cancelled = 0;
        await using MessageProcessor processor = bench.Processor(
            async (message, token) =>
            {
                deliveries.Enqueue(message.DeliveryCount);
                if (deliveries.Count == 1)
                {
                    await new TaskCompletionSource().Task.WaitAsync(token).ContinueWith(_ => cancelled++, TaskScheduler.Default);
                    token.ThrowIfCancellationRequested();
                }

                return Settlement.Done;
            },
            options => options.LongestHandling = bench.Lock * 1.5);
        processor.Start();
        await bench.UntilAsync(() => deliveries.Count == 2 && processor.InFlight == 0);
        await bench.RunAsync(processor.StopAsync(default));
        Assert.Equal(1, cancelled);
        Assert.Equal([1, 2], deliveries);
        await bench.EmptyAsync();
    });

    [Fact]
    public Task RenewalEndsWithSettle() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        SpyQueue spy = new(bench.Queue);
        ConcurrentQueue<Exception> errors = new();
        Gate gate = new();
        await using MessageProcessor processor = bench.Processor(gate.HandleAsync, onError: (error, _) => Note(errors, error), queue: spy);
        processor.Start();
        await bench.UntilAsync(() => spy.Renewals >= 2);
        gate.Release();
        await bench.UntilAsync(() => processor.InFlight == 0);
        int renewals = spy.Renewals;
        for (int i = 0; i < 6; i++)
        {
            await bench.PassAsync(bench.Lock / 4);
        }

        Assert.Equal(renewals, spy.Renewals);
        Assert.Empty(errors);
        await bench.RunAsync(processor.StopAsync(default));
    });

    [Fact]
    public Task ExpiredPrefetchNeverReachesTheHandler() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a", "b", "c", "d");
        SpyQueue spy = new(bench.Queue) { RenewalFails = true };
        ConcurrentQueue<(string Id, bool Held)> handled = new();
        Gate gate = new();
        await using MessageProcessor processor = bench.Processor(
            async (message, token) =>
            {
                handled.Enqueue((message.Id, message.LockRemaining > TimeSpan.Zero));
                return handled.Count == 1 ? await gate.HandleAsync(message, token) : Settlement.Done;
            },
            options => (options.Concurrency, options.Prefetch) = (1, 3),
            queue: spy);
        processor.Start();
        await bench.UntilAsync(() => spy.Received >= 4 && gate.Entered == 1);
        await bench.PassAsync(bench.Lock * 1.2);
        spy.RenewalFails = false;
        gate.Release();
        await bench.UntilAsync(() => handled.Select(one => one.Id).Distinct().Count() == 4 && handled.Count >= 5 && processor.InFlight == 0);
        Assert.All(handled, one => Assert.True(one.Held, $"{one.Id} reached the handler without its lock"));
        await bench.RunAsync(processor.StopAsync(default));
    });

    [Fact]
    public Task ConcurrencyCapIsNeverExceeded() => CaseAsync(async bench =>
    {
        await bench.SendAsync(Enumerable.Range(0, 60).Select(i => $"m{i}"));
        Tally tally = new();
        await using MessageProcessor processor = bench.Processor(tally.HandleAsync, options => (options.Concurrency, options.Prefetch) = (4, 8));
        processor.Start();
        await bench.UntilAsync(() => tally.Ended == 60);
        Assert.InRange(tally.Most, 2, 4);
        await bench.RunAsync(processor.StopAsync(default));
        await bench.EmptyAsync();
    });

    [Fact]
    public Task ConcurrencyChangesLive() => CaseAsync(async bench =>
    {
        await bench.SendAsync(Enumerable.Range(0, 12).Select(i => $"m{i}"));
        Gate gate = new();
        await using MessageProcessor processor = bench.Processor(gate.HandleAsync, options => options.Concurrency = 1);
        processor.Start();
        await bench.UntilAsync(() => gate.Entered == 1);
        processor.Concurrency = 5;
        await bench.UntilAsync(() => gate.Entered == 5 && processor.InFlight == 5);
        processor.Concurrency = 2;
        gate.ReleaseOne();
        await bench.UntilAsync(() => processor.InFlight == 4);
        gate.ReleaseOne();
        gate.ReleaseOne();
        await bench.UntilAsync(() => processor.InFlight == 2);
        Assert.Equal(5, gate.Entered);
        gate.Release();
        await bench.UntilAsync(() => gate.Entered == 12 && processor.InFlight == 0);
        await bench.RunAsync(processor.StopAsync(default));
        await bench.EmptyAsync();
    });

    [Fact]
    public Task SameKeyInOrder() => CaseAsync(
        async bench =>
        {
            ConcurrentDictionary<string, ConcurrentQueue<string>> order = new();
            Tally tally = new();

            // Where the broker keeps the order, two workers keep it together, and perhaps through a delayed retry too.
            List<MessageProcessor> workers = [Worker(bench.Queue)];
            if (bench.Queue.Capabilities.KeepsOrderAcrossReceivers)
            {
                workers.Add(Worker(bench.OpenAnother().Queue));
            }

            await bench.SendAsync([.. Enumerable.Range(0, 30).Select(i => Bench.Message($"{i:00}") with { OrderingKey = $"company-{i % 3}" })]);
            workers.ForEach(worker => worker.Start());
            await bench.UntilAsync(() => tally.Ended == 30);
            Assert.Equal(3, order.Count);
            Assert.All(order.Values, ids => Assert.Equal(ids.Order(), ids));
            foreach (MessageProcessor worker in workers)
            {
                await bench.RunAsync(worker.StopAsync(default));
                await worker.DisposeAsync();
            }

            MessageProcessor Worker(IMessageQueue queue) => bench.Processor(
                async (message, token) =>
                {
                    if (message.Id == "09" && message.DeliveryCount == 1 && queue.Capabilities.KeepsOrderThroughRetries)
                    {
                        return new Settlement.RetryLater(bench.Lock / 10, CountsAttempt: true);
                    }

                    order.GetOrAdd(message.OrderingKey!, _ => new()).Enqueue(message.Id);
                    return await tally.HandleAsync(message, token);
                },
                options => (options.Concurrency, options.Prefetch) = (8, 8),
                queue: queue);
        },
        adjust: options => options.AzureServiceBus.Sessions = true);

    [Fact]
    public Task StopWaitsAndDoesNotRecount() => CaseAsync(async bench =>
    {
        await bench.SendAsync("quick", "slow", "waiting");
        Gate quick = new();
        Gate slow = new();
        await using MessageProcessor processor = bench.Processor(
            (message, token) => message.Id == "quick" ? quick.HandleAsync(message, token) : slow.HandleAsync(message, token),
            options => (options.Concurrency, options.Prefetch, options.Grace) = (2, 1, bench.Lock));
        processor.Start();
        await bench.UntilAsync(() => quick.Entered == 1 && slow.Entered == 1);
        Task stop = processor.StopAsync(default);
        Assert.False(stop.IsCompleted);
        quick.Release();
        await bench.UntilAsync(() => processor.InFlight == 1);
        await bench.RunAsync(stop);

        IReadOnlyList<IReceivedMessage> left = [await bench.ReceiveAsync(), await bench.ReceiveAsync()];
        Assert.Equal(["slow", "waiting"], left.Select(message => message.Id).Order());
        Assert.All(left, message => Assert.Equal(1, message.DeliveryCount));
        await bench.NothingAsync();
    });

    [Fact]
    public Task CancelledStopRecordsNoFailure() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        ConcurrentQueue<Exception> errors = new();
        Gate gate = new();
        await using MessageProcessor processor = bench.Processor(gate.HandleAsync, onError: (error, _) => Note(errors, error));
        processor.Start();
        await bench.UntilAsync(() => gate.Entered == 1);
        await bench.RunAsync(processor.StopAsync(new CancellationToken(canceled: true)));
        Assert.Empty(errors);
        await bench.NothingAsync(SubQueue.DeadLetters);
        Assert.Equal(1, (await bench.ReceiveAsync()).DeliveryCount);
    });

    [Fact]
    public Task StopThenStartReceives() => CaseAsync(async bench =>
    {
        Tally tally = new();
        await using MessageProcessor processor = bench.Processor(tally.HandleAsync);
        for (int round = 1; round <= 3; round++)
        {
            processor.Start();
            await bench.SendAsync($"m{round}");
            await bench.UntilAsync(() => tally.Ended == round);
            await bench.RunAsync(processor.StopAsync(default));
            Assert.Equal(0, processor.InFlight);
        }

        await bench.EmptyAsync();
    });

    [Fact]
    public Task CancelledReceiveLosesNothing() => CaseAsync(
        async bench =>
        {
            Random random = new(42);
            ConcurrentQueue<(string Id, int Delivery)> got = new();
            for (int round = 0; round < 30; round++)
            {
                using CancellationTokenSource cancel = new();
                await using IMessageReceiver receiver = bench.Queue.OpenReceiver(SubQueue.Main, prefetch: 4);
                Task<IReadOnlyList<IReceivedMessage>> receive = receiver.ReceiveAsync(4, bench.Lock / 4, cancel.Token);
                Task send = bench.SendAsync($"m{round}");
                if (random.Next(2) == 0)
                {
                    await send;
                }

                await cancel.CancelAsync();
                await send;
                try
                {
                    await TakeAsync(await bench.RunAsync(receive));
                }
                catch (OperationCanceledException)
                {
                    // Nothing was taken; whatever was sent is still there.
                }
            }

            while (got.Count < 30)
            {
                await TakeAsync([await bench.ReceiveAsync()]);
            }

            Assert.Equal(30, got.DistinctBy(one => one.Id).Count());
            Assert.All(got, one => Assert.Equal(1, one.Delivery));
            await bench.EmptyAsync();

            async Task TakeAsync(IReadOnlyList<IReceivedMessage> messages)
            {
                foreach (IReceivedMessage message in messages)
                {
                    got.Enqueue((message.Id, message.DeliveryCount));
                    await message.CompleteAsync(default);
                }
            }
        },
        adjust: options => options.LockDuration = TimeSpan.FromMinutes(1));

    [Fact]
    public Task ErrorHandlerThatThrowsKeepsTheMessage() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        ConcurrentQueue<int> deliveries = new();
        await using MessageProcessor processor = bench.Processor(
            (message, _) =>
            {
                deliveries.Enqueue(message.DeliveryCount);
                return deliveries.Count == 1 ? throw new InvalidOperationException("unexpected") : Task.FromResult(Settlement.Done);
            },
            onError: (_, _) => throw new InvalidOperationException("the error handler fails too"));
        processor.Start();
        await bench.UntilAsync(() => deliveries.Count == 2 && processor.InFlight == 0);
        Assert.Equal([1, 2], deliveries);
        await bench.RunAsync(processor.StopAsync(default));
        await bench.EmptyAsync();
        await bench.NothingAsync(SubQueue.DeadLetters);
    });

    [Fact]
    public Task TenThousandInTenThousandOut() => CaseAsync(
        async bench =>
        {
            const int count = 10_000;
            foreach (string[] chunk in Enumerable.Range(0, count).Select(i => $"m{i}").Chunk(500))
            {
                await bench.SendAsync(chunk);
            }

            ConcurrentDictionary<string, int> handled = new();
            await using MessageProcessor processor = bench.Processor(
                (message, _) =>
                {
                    handled.AddOrUpdate(message.Id, 1, (_, times) => times + 1);
                    return Task.FromResult(Settlement.Done);
                },
                options => (options.Concurrency, options.Prefetch) = (16, 64));
            processor.Start();
            await bench.UntilAsync(() => handled.Count == count && processor.InFlight == 0);
            await bench.RunAsync(processor.StopAsync(default));
            Assert.All(handled.Values, times => Assert.Equal(1, times));
            await bench.EmptyAsync();
            await bench.NothingAsync(SubQueue.DeadLetters);
        },
        adjust: options => options.LockDuration = TimeSpan.FromMinutes(5));

    [Fact]
    public Task ConnectionCutMidHandlerResumes() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a", "b");
        Gate gate = new();
        ConcurrentDictionary<string, int> handled = new();
        await using MessageProcessor processor = bench.Processor(
            async (message, token) =>
            {
                handled.AddOrUpdate(message.Id, 1, (_, times) => times + 1);
                return await gate.HandleAsync(message, token);
            },
            options => options.Concurrency = 1);
        processor.Start();
        await bench.UntilAsync(() => gate.Entered == 1);
        await using (await bench.CutAsync())
        {
            gate.Release();
            await bench.PassAsync(bench.Lock / 4);
        }

        await bench.UntilAsync(() => handled.Count == 2 && processor.InFlight == 0);
        await bench.UntilAsync(() => processor.ReceiveError is null);
        await bench.SendAsync("c");
        await bench.UntilAsync(() => handled.Count == 3 && processor.InFlight == 0);
        await bench.PassAsync(bench.Lock * 1.2);
        await bench.UntilAsync(() => processor.InFlight == 0);
        await bench.RunAsync(processor.StopAsync(default));
        await bench.EmptyAsync();
        await bench.NothingAsync(SubQueue.DeadLetters);
    });

    [Fact]
    public Task KillMidHandlerRedelivers() => CaseAsync(
        async bench =>
        {
            await bench.SendAsync("a");
            using System.Diagnostics.Process child = await HoldingChild.StartAsync(bench.Options);
            await bench.NothingAsync();
            child.Kill();
            await child.WaitForExitAsync();
            IReceivedMessage again = await bench.ReceiveAsync();
            Assert.Equal(("a", 2), (again.Id, again.DeliveryCount));
            await again.CompleteAsync(default);
            await bench.EmptyAsync();
        },
        realTime: true);

    [Fact]
    public Task QueueDeletedAndRecreatedRecovers() => CaseAsync(
        async bench =>
        {
            await bench.SendAsync("before");
            Tally tally = new();
            ConcurrentQueue<Exception> errors = new();
            await using MessageProcessor processor = bench.Processor(tally.HandleAsync, onError: (error, _) => Note(errors, error));
            processor.Start();
            await bench.UntilAsync(() => tally.Ended == 1);
            await bench.DeleteQueueAsync();
            await bench.UntilAsync(() => !errors.IsEmpty);
            await Assert.ThrowsAsync<QueueNotFoundException>(() => bench.SendAsync("nowhere"));
            await bench.RecreateQueueAsync();
            await bench.SendAsync("after");
            await bench.UntilAsync(() => tally.Ended == 2 && processor.ReceiveError is null);
            Assert.Contains(errors, error => error is QueueNotFoundException or MessagingUnavailableException);
            await bench.RunAsync(processor.StopAsync(default));
            await bench.EmptyAsync();
        },
        adjust: options => options.CreateTopology = false);

    private static Task Note(ConcurrentQueue<Exception> errors, Exception error)
    {
        errors.Enqueue(error);
        return Task.CompletedTask;
    }
}
