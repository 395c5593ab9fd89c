using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.AzureServiceBus;
using Microsoft.Extensions.Time.Testing;
using Moq;
using Xunit;

namespace Extraction.Worker.Tests.Messaging.AzureServiceBus;

/// <summary>What a queue with sessions is asked for.</summary>
public sealed class AzureSessionsTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly Mock<ServiceBusClient> _client = new();
    private readonly Mock<ServiceBusAdministrationClient> _administration = new();
    private readonly Mock<ServiceBusSessionReceiver> _session = new();
    private readonly MessagingOptions _options = new()
    {
        Transport = TransportKind.AzureServiceBus,
        CreateTopology = false,
        AzureServiceBus = new() { Namespace = "chains.servicebus.windows.net", Sessions = true },
    };

    private readonly AzureTransport _transport;

    public AzureSessionsTests()
    {
        Accepting().ReturnsAsync(_session.Object);
        _session.Setup(one => one.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("body"), "doc-1", sessionId: "公司", deliveryCount: 1, lockedUntil: _time.GetUtcNow() + _options.LockDuration, enqueuedTime: _time.GetUtcNow()));
        _transport = new AzureTransport(_options, _time, _client.Object, _administration.Object);
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task TheSessionIsHeldUntilItsMessageIsSettled()
    {
        IReceivedMessage message = await ReceiveAsync();
        Assert.Equal(("doc-1", "公司"), (message.Id, message.OrderingKey));
        await message.RenewAsync(default);
        _session.Verify(one => one.RenewSessionLockAsync(It.IsAny<CancellationToken>()), Times.Once);
        _session.Verify(one => one.CloseAsync(It.IsAny<CancellationToken>()), Times.Never);
        await message.CompleteAsync(default);
        _session.Verify(one => one.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()), Times.Once);
        _session.Verify(one => one.CloseAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task WhereNoSessionIsFreeNothingIsReceived()
    {
        Accepting().ThrowsAsync(new ServiceBusException("none", ServiceBusFailureReason.ServiceTimeout));
        await using IMessageReceiver receiver = _transport.Queue.OpenReceiver();
        Assert.Empty(await receiver.ReceiveAsync(4, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task ASessionThatSomebodyElseHasEmptiedIsLeft()
    {
        _session.Setup(one => one.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync((ServiceBusReceivedMessage)null!);
        await using IMessageReceiver receiver = _transport.Queue.OpenReceiver();
        Assert.Empty(await receiver.ReceiveAsync(1, TimeSpan.Zero, default));
        _session.Verify(one => one.CloseAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task ASessionThatComesLateIsHandedOutNextOrGivenBack()
    {
        TaskCompletionSource<ServiceBusSessionReceiver> late = new();
        Accepting().Returns(() => late.Task);
        IMessageReceiver receiver = _transport.Queue.OpenReceiver();
        Assert.Empty(await WithoutAnyAsync(receiver));
        late.SetResult(_session.Object);
        Assert.Equal("doc-1", Assert.Single(await receiver.ReceiveAsync(1, TimeSpan.Zero, default)).Id);

        late = new();
        Assert.Empty(await WithoutAnyAsync(receiver));
        ValueTask closing = receiver.DisposeAsync();
        late.SetResult(_session.Object);
        await closing;
        _client.Verify(one => one.AcceptNextSessionAsync("documents", It.IsAny<ServiceBusSessionReceiverOptions>(), It.Is<CancellationToken>(token => token.IsCancellationRequested)), Times.Exactly(2));
        _session.Verify(one => one.CloseAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task ASessionThatIsLostIsALostLock()
    {
        IReceivedMessage message = await ReceiveAsync();
        _session.Setup(one => one.RenewSessionLockAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new ServiceBusException("lost", ServiceBusFailureReason.SessionLockLost));
        _session.Setup(one => one.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>())).ThrowsAsync(new ObjectDisposedException("receiver"));
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.RenewAsync(default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.CompleteAsync(default));
    }

    [Fact]
    public void AMessageWithoutAKeyIsASessionOfItsOwn()
    {
        ServiceBusMessage alone = AzureWire.ToMessage(new OutgoingMessage("doc-2", default), _time.GetUtcNow(), sessions: true);
        Assert.Equal("doc-2", alone.SessionId);
        Assert.Null(AzureWire.OrderingKeyOf(ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "doc-2", sessionId: "doc-2")));
        Assert.Null(AzureWire.ToMessage(new OutgoingMessage("doc-2", default), _time.GetUtcNow(), sessions: false).SessionId);
        Assert.True(AzureTopology.QueueOf(_options).RequiresSession);
    }

    [Fact]
    public async Task ARefusalByTheBrokerSaysWhichSettingToChange()
    {
        Accepting().ThrowsAsync(new InvalidOperationException("Cannot create a MessageSession for a sessionless entity."));
        MessagingException refused = await Assert.ThrowsAsync<MessagingException>(ReceiveAsync);
        Assert.Contains("The queue documents in Azure Service Bus at chains.servicebus.windows.net has no sessions", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "has no sessions")]
    [InlineData(false, "requires sessions; set Messaging:AzureServiceBus:Sessions to true")]
    public async Task AQueueThatDoesNotFitIsSeenAtTheStart(bool wanted, string sentence)
    {
        _options.CreateTopology = true;
        _options.AzureServiceBus.Sessions = wanted;
        _administration.Setup(one => one.QueueExistsAsync("documents", It.IsAny<CancellationToken>())).ReturnsAsync(Response.FromValue(true, Mock.Of<Response>()));
        QueueProperties there = ServiceBusModelFactory.QueueProperties(
            "documents", TimeSpan.FromMinutes(1), 1024, true, !wanted, TimeSpan.MaxValue, TimeSpan.MaxValue, true, TimeSpan.FromDays(1), AzureTopology.BrokersDeliveryLimit, userMetadata: "");
        _administration.Setup(one => one.GetQueueAsync("documents", It.IsAny<CancellationToken>())).ReturnsAsync(Response.FromValue(there, Mock.Of<Response>()));
        MessagingException refused = await Assert.ThrowsAsync<MessagingException>(() => _transport.CheckAsync(default));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    private Moq.Language.Flow.ISetup<ServiceBusClient, Task<ServiceBusSessionReceiver>> Accepting() =>
        _client.Setup(one => one.AcceptNextSessionAsync("documents", It.IsAny<ServiceBusSessionReceiverOptions>(), It.IsAny<CancellationToken>()));

    private async Task<IReceivedMessage> ReceiveAsync()
    {
        await using IMessageReceiver receiver = _transport.Queue.OpenReceiver();
        return Assert.Single(await receiver.ReceiveAsync(4, TimeSpan.Zero, default));
    }

    private async Task<IReadOnlyList<IReceivedMessage>> WithoutAnyAsync(IMessageReceiver receiver)
    {
        Task<IReadOnlyList<IReceivedMessage>> receiving = receiver.ReceiveAsync(1, TimeSpan.Zero, default);
        _time.Advance(TimeSpan.FromSeconds(1));
        return await receiving;
    }
}
