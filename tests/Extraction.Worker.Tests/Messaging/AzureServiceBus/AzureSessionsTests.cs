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
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly Mock<ServiceBusClient> client = new();
    private readonly Mock<ServiceBusAdministrationClient> administration = new();
    private readonly Mock<ServiceBusSessionReceiver> session = new();
    private readonly MessagingOptions options = new()
    {
        Transport = TransportKind.AzureServiceBus,
        CreateTopology = false,
        AzureServiceBus = new() { Namespace = "chains.servicebus.windows.net", Sessions = true },
    };

    private readonly AzureTransport transport;

    public AzureSessionsTests()
    {
        Accepting().ReturnsAsync(session.Object);
        session.Setup(one => one.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync(ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("body"), "doc-1", sessionId: "公司", deliveryCount: 1, lockedUntil: time.GetUtcNow() + options.LockDuration, enqueuedTime: time.GetUtcNow()));
        transport = new AzureTransport(options, time, client.Object, administration.Object);
    }

    public ValueTask DisposeAsync() => transport.DisposeAsync();

    [Fact]
    public async Task TheSessionIsHeldUntilItsMessageIsSettled()
    {
        IReceivedMessage message = await ReceiveAsync();
        Assert.Equal(("doc-1", "公司"), (message.Id, message.OrderingKey));
        await message.RenewAsync(default);
        session.Verify(one => one.RenewSessionLockAsync(It.IsAny<CancellationToken>()), Times.Once);
        session.Verify(one => one.CloseAsync(It.IsAny<CancellationToken>()), Times.Never);
        await message.CompleteAsync(default);
        session.Verify(one => one.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()), Times.Once);
        session.Verify(one => one.CloseAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task WhereNoSessionIsFreeNothingIsReceived()
    {
        Accepting().ThrowsAsync(new ServiceBusException("none", ServiceBusFailureReason.ServiceTimeout));
        await using IMessageReceiver receiver = transport.Queue.OpenReceiver();
        Assert.Empty(await receiver.ReceiveAsync(4, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task ASessionThatSomebodyElseHasEmptiedIsLeft()
    {
        session.Setup(one => one.ReceiveMessageAsync(It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync((ServiceBusReceivedMessage)null!);
        await using IMessageReceiver receiver = transport.Queue.OpenReceiver();
        Assert.Empty(await receiver.ReceiveAsync(1, TimeSpan.Zero, default));
        session.Verify(one => one.CloseAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task ASessionThatComesLateIsHandedOutNextOrGivenBack()
    {
        TaskCompletionSource<ServiceBusSessionReceiver> late = new();
        Accepting().Returns(() => late.Task);
        IMessageReceiver receiver = transport.Queue.OpenReceiver();
        Assert.Empty(await WithoutAnyAsync(receiver));
        late.SetResult(session.Object);
        Assert.Equal("doc-1", Assert.Single(await receiver.ReceiveAsync(1, TimeSpan.Zero, default)).Id);

        late = new();
        Assert.Empty(await WithoutAnyAsync(receiver));
        ValueTask closing = receiver.DisposeAsync();
        late.SetResult(session.Object);
        await closing;
        client.Verify(one => one.AcceptNextSessionAsync("documents", It.IsAny<ServiceBusSessionReceiverOptions>(), It.Is<CancellationToken>(token => token.IsCancellationRequested)), Times.Exactly(2));
        session.Verify(one => one.CloseAsync(It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task ASessionThatIsLostIsALostLock()
    {
        IReceivedMessage message = await ReceiveAsync();
        session.Setup(one => one.RenewSessionLockAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new ServiceBusException("lost", ServiceBusFailureReason.SessionLockLost));
        session.Setup(one => one.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>())).ThrowsAsync(new ObjectDisposedException("receiver"));
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.RenewAsync(default));
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.CompleteAsync(default));
    }

    [Fact]
    public void AMessageWithoutAKeyIsASessionOfItsOwn()
    {
        ServiceBusMessage alone = AzureWire.ToMessage(new OutgoingMessage("doc-2", default), time.GetUtcNow(), sessions: true);
        Assert.Equal("doc-2", alone.SessionId);
        Assert.Null(AzureWire.OrderingKeyOf(ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: "doc-2", sessionId: "doc-2")));
        Assert.Null(AzureWire.ToMessage(new OutgoingMessage("doc-2", default), time.GetUtcNow(), sessions: false).SessionId);
        Assert.True(AzureTopology.QueueOf(options).RequiresSession);
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
        options.CreateTopology = true;
        options.AzureServiceBus.Sessions = wanted;
        administration.Setup(one => one.QueueExistsAsync("documents", It.IsAny<CancellationToken>())).ReturnsAsync(Response.FromValue(true, Mock.Of<Response>()));
        QueueProperties there = ServiceBusModelFactory.QueueProperties(
            "documents", TimeSpan.FromMinutes(1), 1024, true, !wanted, TimeSpan.MaxValue, TimeSpan.MaxValue, true, TimeSpan.FromDays(1), AzureTopology.BrokersDeliveryLimit, userMetadata: "");
        administration.Setup(one => one.GetQueueAsync("documents", It.IsAny<CancellationToken>())).ReturnsAsync(Response.FromValue(there, Mock.Of<Response>()));
        MessagingException refused = await Assert.ThrowsAsync<MessagingException>(() => transport.CheckAsync(default));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
    }

    private Moq.Language.Flow.ISetup<ServiceBusClient, Task<ServiceBusSessionReceiver>> Accepting() =>
        client.Setup(one => one.AcceptNextSessionAsync("documents", It.IsAny<ServiceBusSessionReceiverOptions>(), It.IsAny<CancellationToken>()));

    private async Task<IReceivedMessage> ReceiveAsync()
    {
        await using IMessageReceiver receiver = transport.Queue.OpenReceiver();
        return Assert.Single(await receiver.ReceiveAsync(4, TimeSpan.Zero, default));
    }

    private async Task<IReadOnlyList<IReceivedMessage>> WithoutAnyAsync(IMessageReceiver receiver)
    {
        Task<IReadOnlyList<IReceivedMessage>> receiving = receiver.ReceiveAsync(1, TimeSpan.Zero, default);
        time.Advance(TimeSpan.FromSeconds(1));
        return await receiving;
    }
}
