using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Worker.Tests.Messaging;

public sealed class LocalClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task AWallClockThatJumpsNeitherEndsNorProlongsALock(int hours)
    {
        await using LocalFile file = new();
        IMessageTransport transport = file.Open();
        await transport.Queue.SendAsync([LocalFile.Message("a")], default);
        IReceivedMessage held = Assert.Single(await LocalFile.TakeNowAsync(transport));

        file.Time.Jump = TimeSpan.FromHours(hours);
        Assert.Empty(await LocalFile.ReceiveNowAsync(transport));
        Assert.Empty(await LocalFile.ReceiveNowAsync(file.Open()));
        Assert.Equal(file.Options.LockDuration, held.LockRemaining);

        file.Time.Advance(file.Options.LockDuration);
        Assert.Equal(["a"], await LocalFile.ReceiveNowAsync(file.Open()));
    }

    [Fact]
    public async Task AScheduledMessageComesAfterTheTimeThatWasMeantHoweverTheWallClockIsSetMeanwhile()
    {
        await using LocalFile file = new();
        IMessageTransport transport = file.Open();
        await transport.Queue.ScheduleAsync(LocalFile.Message("a"), file.Time.GetUtcNow().AddMinutes(10), default);
        file.Time.Jump = TimeSpan.FromHours(1);
        Assert.Empty(await LocalFile.ReceiveNowAsync(transport));
        file.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["a"], await LocalFile.ReceiveNowAsync(transport));
    }

    [Fact]
    public async Task AfterABootTheClockIsAnchoredAnew()
    {
        await using LocalFile file = new();
        await using (IMessageTransport before = file.Open())
        {
            await before.Queue.SendAsync([LocalFile.Message("a")], default);
            Assert.Equal(["a"], await LocalFile.ReceiveNowAsync(before));
        }

        // What another boot leaves behind: another name, and a steady clock that had run much further.
        file.Run("UPDATE clock SET boot = 'another', steady_ms = steady_ms + 9000000000000");
        file.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(["a"], await LocalFile.ReceiveNowAsync(file.Open()));
    }
}
