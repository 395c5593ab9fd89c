using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Worker.Tests.Messaging;

public sealed class LocalSharingTests
{
    [Fact]
    public async Task ASenderElsewhereWakesAWaitingReceiver()
    {
        await using LocalFile file = new();
        IMessageTransport receiving = file.Open(TimeProvider.System);
        IMessageTransport sending = file.Open(TimeProvider.System);
        await sending.CheckAsync(default);
        await using IMessageReceiver receiver = receiving.Queue.OpenReceiver();
        Task<IReadOnlyList<IReceivedMessage>> receive = receiver.ReceiveAsync(1, TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        await sending.Queue.SendAsync([LocalFile.Message("a")], default);
        Assert.Equal("a", Assert.Single(await receive.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Id);
    }

    [Fact]
    public async Task TwoReceiversOfOneFileNeverGetTheSameMessage()
    {
        await using LocalFile file = new();
        IMessageTransport[] transports = [file.Open(), file.Open()];
        await transports[0].Queue.SendAsync([.. Enumerable.Range(0, 300).Select(i => LocalFile.Message($"m{i}"))], default);
        string[][] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            List<string> ids = [];
            await using IMessageReceiver receiver = transports[worker % 2].Queue.OpenReceiver();
            for (IReadOnlyList<IReceivedMessage> some = await receiver.ReceiveAsync(7, TimeSpan.Zero, default); some.Count > 0; some = await receiver.ReceiveAsync(7, TimeSpan.Zero, default))
            {
                ids.AddRange(some.Select(message => message.Id));
                await Task.WhenAll(some.Select(message => message.CompleteAsync(default)));
            }

            return ids.ToArray();
        }));
        Assert.Equal(300, taken.Sum(ids => ids.Length));
        Assert.Equal(300, taken.SelectMany(ids => ids).Distinct().Count());
    }

    [Fact]
    public async Task AKeyIsInOnePairOfHandsAtATimeAcrossReceivers()
    {
        await using LocalFile file = new();
        IMessageTransport transport = file.Open();
        await transport.Queue.SendAsync([LocalFile.Message("a1", "a"), LocalFile.Message("a2", "a"), LocalFile.Message("b1", "b"), LocalFile.Message("free"), LocalFile.Message("a3", "a")], default);
        IReadOnlyList<IReceivedMessage> first = await LocalFile.TakeNowAsync(transport);
        Assert.Equal(["a1", "b1", "free"], first.Select(message => message.Id));

        await first[0].AbandonAsync(new Redelivery { Delay = TimeSpan.FromMinutes(1) }, default);
        Assert.Empty(await LocalFile.ReceiveNowAsync(file.Open()));
        file.Time.Advance(TimeSpan.FromSeconds(59));
        await first[1].RenewAsync(default);
        await first[2].RenewAsync(default);
        file.Time.Advance(TimeSpan.FromSeconds(1));
        IReceivedMessage again = Assert.Single(await LocalFile.TakeNowAsync(file.Open()));
        Assert.Equal("a1", again.Id);

        await again.DeadLetterAsync(new DeadLetterReason("document-empty", "No text.", "read"), default);
        IReceivedMessage second = Assert.Single(await LocalFile.TakeNowAsync(transport));
        Assert.Equal("a2", second.Id);
        await second.CompleteAsync(default);
        Assert.Equal(["a3"], await LocalFile.ReceiveNowAsync(transport));
    }
}
