using System.Text;
using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Conformance;

public abstract partial class TransportConformance
{
    [Fact]
    public Task EmptyReceiveReturnsNullWithinWait() => CaseAsync(async bench =>
    {
        await bench.NothingAsync();
        long start = bench.Time.GetTimestamp();
        Assert.Empty(await bench.ReceiveAsync(1, bench.Lock / 4));
        Assert.InRange(bench.Time.GetElapsedTime(start), bench.Lock / 4, bench.Lock * 3);
    });

    [Fact]
    public Task BodyHeadersUnicodeAndIdRoundTrip() => CaseAsync(async bench =>
    {
        const string text = "嘉兴丞达新材料 \"高温尼龙\"\n𠮷 é\0";
        OutgoingMessage sent = new("文档/1 ü", Encoding.UTF8.GetBytes(text))
        {
            Headers = new Dictionary<string, string> { ["来源"] = "公告 𠮷", ["empty"] = "", ["quote"] = "\"'\\" },
            OrderingKey = "公司-1",
        };
        await bench.SendAsync(sent);
        IReceivedMessage received = await bench.ReceiveAsync();
        Assert.Equal(sent.Id, received.Id);
        Assert.Equal(text, Encoding.UTF8.GetString(received.Body.Span));
        Assert.Equal(sent.Headers.OrderBy(header => header.Key), received.Headers.OrderBy(header => header.Key));
        Assert.Equal(sent.OrderingKey, received.OrderingKey);
        await received.CompleteAsync(default);
    });

    [Fact]
    public Task FirstDeliveryCountIsOne() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        Assert.Equal(1, (await bench.ReceiveAsync()).DeliveryCount);
    });

    [Fact]
    public Task LockedIsInvisibleToOthers() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        IReceivedMessage held = await bench.ReceiveAsync();
        await bench.NothingAsync();
        await bench.NothingAsync(by: bench.OpenAnother());
        await held.CompleteAsync(default);
    });

    [Fact]
    public Task CompleteRemoves() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        await (await bench.ReceiveAsync()).CompleteAsync(default);
        await bench.PassAsync(bench.Lock * 1.5);
        await bench.EmptyAsync();
        await bench.NothingAsync(SubQueue.DeadLetters);
    });

    [Fact]
    public Task AbandonRedeliversCountPlusOne() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        await (await bench.ReceiveAsync()).AbandonAsync(Redelivery.AtOnce, default);
        IReceivedMessage again = await bench.ReceiveAsync();
        Assert.Equal(("a", 2), (again.Id, again.DeliveryCount));
        await again.AbandonAsync(Redelivery.HandedBack, default);
        Assert.Equal(2, (await bench.ReceiveAsync()).DeliveryCount);
    });

    [Fact]
    public Task LockExpiryRedeliversCountPlusOne() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        IReceivedMessage lost = await bench.ReceiveAsync();
        await bench.PassAsync(bench.Lock * 1.2);
        IReceivedMessage again = await bench.ReceiveAsync();
        Assert.Equal((lost.Id, 2), (again.Id, again.DeliveryCount));
        Assert.True(lost.LockRemaining <= TimeSpan.Zero);
        Assert.True(again.LockRemaining > TimeSpan.Zero);
    });

    [Fact]
    public Task SettleAfterLockLostRaises() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a", "b", "c", "d");
        List<IReceivedMessage> lost = [];
        while (lost.Count < 4)
        {
            lost.AddRange(await bench.ReceiveAsync(4 - lost.Count, bench.Lock));
        }

        await bench.PassAsync(bench.Lock * 1.2);
        await Assert.ThrowsAsync<MessageLockLostException>(() => lost[0].CompleteAsync(default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => lost[1].AbandonAsync(Redelivery.AtOnce, default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => lost[2].DeadLetterAsync(Reason, default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => lost[3].RenewAsync(default));
        await ReceiveAndCompleteAsync(bench, 4);
        await bench.NothingAsync(SubQueue.DeadLetters);
    });

    [Fact]
    public Task StaleLockCannotTouchNewDelivery() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        IReceivedMessage stale = await bench.ReceiveAsync();
        await bench.PassAsync(bench.Lock * 1.2);
        IReceivedMessage current = await bench.ReceiveAsync(by: bench.OpenAnother());
        await Assert.ThrowsAsync<MessageLockLostException>(() => stale.CompleteAsync(default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => stale.AbandonAsync(new Redelivery { Delay = bench.Lock }, default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => stale.DeadLetterAsync(Reason, default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => stale.RenewAsync(default));
        await bench.NothingAsync();
        await current.CompleteAsync(default);
        await bench.EmptyAsync();
    });

    [Fact]
    public Task SecondSettleRaises() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        IReceivedMessage message = await bench.ReceiveAsync();
        await message.CompleteAsync(default);
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.CompleteAsync(default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.AbandonAsync(Redelivery.AtOnce, default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.DeadLetterAsync(Reason, default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.RenewAsync(default));
        await bench.EmptyAsync();
    });

    [Fact]
    public Task RenewExtends() => CaseAsync(async bench =>
    {
        await bench.SendAsync("a");
        IReceivedMessage message = await bench.ReceiveAsync();
        for (int i = 0; i < 4; i++)
        {
            await bench.PassAsync(bench.Lock / 2);
            await message.RenewAsync(default);
        }

        await bench.NothingAsync();
        await message.CompleteAsync(default);
        await bench.EmptyAsync();
    });

    private static DeadLetterReason Reason { get; } = new("document-corrupt", "The bytes are damaged; fetch the document again.", "read");

    private static async Task ReceiveAndCompleteAsync(Bench bench, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await (await bench.ReceiveAsync()).CompleteAsync(default);
        }

        await bench.NothingAsync();
    }
}
