using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Conformance.AzureServiceBus;

/// <summary>A queue with sessions: who holds a session, how it goes on to others, and what a worker says whose settings do not fit the queue.</summary>
[Collection("one broker at a time")]
public sealed class AzureSessionTests
{
    private static readonly DeadLetterReason Corrupt = new("document-corrupt", "The bytes are damaged.", "read");

    [Fact]
    public Task WhileAMessageIsInHandNobodyElseHasOneOfItsKey() => RunAsync(async bench =>
    {
        IMessageTransport other = bench.OpenAnother();
        await bench.SendAsync(Of("a1", "a"), Of("a2", "a"), Bench.Message("alone"));
        IReceivedMessage first = await bench.ReceiveAsync();
        IReceivedMessage second = await bench.ReceiveAsync(by: other);
        Assert.Equal([("a1", "a"), ("alone", null)], new[] { first, second }.Select(one => (one.Id, one.OrderingKey)).Order());
        await bench.NothingAsync(by: other);
        await first.CompleteAsync(default);
        await second.CompleteAsync(default);
        Assert.Equal(("a2", 1), Shape(await bench.ReceiveAsync(by: other)));
    });

    [Fact]
    public Task RenewalKeepsTheSessionAndItsEndGivesItToOthers() => RunAsync(async bench =>
    {
        IMessageTransport other = bench.OpenAnother();
        await bench.SendAsync(Of("a1", "a"), Of("a2", "a"));
        IReceivedMessage held = await bench.ReceiveAsync();
        for (int i = 0; i < 3; i++)
        {
            await bench.PassAsync(bench.Lock / 2);
            await held.RenewAsync(default);
        }

        await bench.NothingAsync(by: other);
        await bench.PassAsync(bench.Lock * 1.2);
        await Assert.ThrowsAsync<MessageLockLostException>(() => held.CompleteAsync(default));
        Assert.Equal(("a1", 2), Shape(await bench.ReceiveAsync(by: other)));
    });

    [Fact]
    public Task WhatIsHandedBackRetriedDeadLetteredOrReplayedStaysInItsSession() => RunAsync(async bench =>
    {
        await bench.SendAsync(Of("a1", "a"));
        await (await bench.ReceiveAsync()).AbandonAsync(Redelivery.HandedBack, default);
        IReceivedMessage again = await bench.ReceiveAsync();
        Assert.Equal(("a1", 1), Shape(again));
        await again.AbandonAsync(new Redelivery { Delay = bench.Lock / 4 }, default);
        IReceivedMessage later = await bench.ReceiveAsync();
        Assert.Equal(("a1", 2, "a"), (later.Id, later.DeliveryCount, later.OrderingKey));
        await later.DeadLetterAsync(Corrupt, default);
        await bench.NothingAsync();
        IReceivedMessage dead = await bench.ReceiveAsync(SubQueue.DeadLetters);
        await bench.SendAsync(OutgoingMessage.ReplayOf(dead));
        await dead.CompleteAsync(default);
        IReceivedMessage replayed = await bench.ReceiveAsync();
        Assert.Equal(("a1", 1, "a"), (replayed.Id, replayed.DeliveryCount, replayed.OrderingKey));
        await replayed.CompleteAsync(default);
        await bench.EmptyAsync();
    });

    [Theory]
    [InlineData(true, true, "requires sessions; set Messaging:AzureServiceBus:Sessions to true")]
    [InlineData(true, false, "requires sessions; set Messaging:AzureServiceBus:Sessions to true")]
    [InlineData(false, true, "has no sessions")]
    [InlineData(false, false, "has no sessions")]
    public Task ASettingThatDoesNotFitTheQueueIsSaidInOneSentence(bool queueHas, bool mayLook, string sentence) => RunAsync(
        async bench =>
        {
            (bench.Options.AzureServiceBus.Sessions, bench.Options.CreateTopology) = (!queueHas, mayLook);
            MessagingException refused = await Assert.ThrowsAsync<MessagingException>(() => bench.ReceiveAsync());
            Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        },
        queueHas);

    private static OutgoingMessage Of(string id, string key) => Bench.Message(id) with { OrderingKey = key };

    private static (string Id, int Delivery) Shape(IReceivedMessage message) => (message.Id, message.DeliveryCount);

    private static async Task RunAsync(Func<Bench, Task> test, bool sessions = true)
    {
        await using AzureBench bench = AzureBench.Open(options => options.AzureServiceBus.Sessions = sessions);
        await bench.PrepareAsync();
        await test(bench);
    }
}
