using System.Text;
using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Worker.Tests.Messaging;

public sealed class LocalTopicTests
{
    [Fact]
    public async Task EventsAreReadOnceEachInTheOrderOfTheirPublishing()
    {
        await using LocalFile file = new();
        IEventTopic topic = file.Open().Topic;
        await topic.PublishAsync([.. Enumerable.Range(0, 500).Select(i => LocalFile.Message($"e{i}"))], default);
        await topic.PublishAsync([LocalFile.Message("e3"), LocalFile.Message("e500")], default);
        List<PublishedEvent> events = await ReadAllAsync(file.Open().Topic, 0);
        Assert.Equal(Enumerable.Range(0, 501).Select(i => $"e{i}"), events.Select(one => one.Id));
        Assert.Equal("body of e7", Encoding.UTF8.GetString(events[7].Body.Span));
        Assert.Equal(["e499", "e500"], (await ReadAllAsync(topic, events[498].Position)).Select(one => one.Id));
    }

    [Fact]
    public async Task ATimeIsTurnedIntoThePositionBeforeIt()
    {
        await using LocalFile file = new();
        IEventTopic topic = file.Open().Topic;
        await topic.PublishAsync([LocalFile.Message("old")], default);
        file.Time.Advance(TimeSpan.FromHours(1));
        DateTimeOffset since = file.Time.GetUtcNow();
        await topic.PublishAsync([LocalFile.Message("new")], default);
        Assert.Equal(["new"], (await ReadAllAsync(topic, await topic.PositionBeforeAsync(since, default))).Select(one => one.Id));
        Assert.Empty(await ReadAllAsync(topic, await topic.PositionBeforeAsync(since.AddHours(1), default)));
        Assert.Equal(2, (await ReadAllAsync(topic, await topic.PositionBeforeAsync(since.AddHours(-2), default))).Count);
    }

    [Fact]
    public async Task AFollowerSeesWhatAnotherProcessPublishes()
    {
        await using LocalFile file = new();
        IMessageTransport publishing = file.Open(TimeProvider.System);
        await publishing.CheckAsync(default);
        await using IAsyncEnumerator<PublishedEvent> following = file.Open(TimeProvider.System).Topic.ReadAsync(0, follow: true, TestContext.Current.CancellationToken).GetAsyncEnumerator();
        Task<bool> next = following.MoveNextAsync().AsTask();
        await publishing.Topic.PublishAsync([LocalFile.Message("e")], default);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("e", following.Current.Id);
    }

    private static async Task<List<PublishedEvent>> ReadAllAsync(IEventTopic topic, long after)
    {
        List<PublishedEvent> all = [];
        await foreach (PublishedEvent one in topic.ReadAsync(after, follow: false, default))
        {
            all.Add(one);
        }

        return all;
    }
}
