using System.Text;
using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.AzureServiceBus;
using Microsoft.Extensions.Time.Testing;
using Moq;
using Xunit;
using SubQueue = Extraction.Worker.Messaging.SubQueue;

namespace Extraction.Worker.Tests.Messaging.AzureServiceBus;

/// <summary>What the broker is asked for, with the SDK's clients stood in for; how a real broker answers is the conformance suite's matter.</summary>
public sealed class AzureTransportTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly Mock<ServiceBusClient> _client = new();
    private readonly Mock<ServiceBusAdministrationClient> _administration = new();
    private readonly Mock<ServiceBusSender> _sender = new();
    private readonly Mock<ServiceBusReceiver> _receiver = new();
    private readonly MessagingOptions _options = new()
    {
        Transport = TransportKind.AzureServiceBus,
        CreateTopology = false,
        MaxDeliveryCount = 3,
        AzureServiceBus = new() { Namespace = "chains.servicebus.windows.net" },
    };

    private readonly AzureTransport _transport;

    public AzureTransportTests()
    {
        _client.Setup(one => one.CreateSender(It.IsAny<string>())).Returns(_sender.Object);
        _client.Setup(one => one.CreateReceiver(It.IsAny<string>(), It.IsAny<ServiceBusReceiverOptions>())).Returns(_receiver.Object);
        _transport = new AzureTransport(_options, _time, _client.Object, _administration.Object);
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    [Fact]
    public async Task TheMessageIdIsWhatTheBrokersDetectionShallCompare()
    {
        List<ServiceBusMessage> sent = [];
        _sender.Setup(one => one.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).ReturnsAsync(() => ServiceBusModelFactory.ServiceBusMessageBatch(1000, sent));
        string longId = new('x', 200);
        await _transport.Queue.SendAsync(
            [new OutgoingMessage("doc-1", Body("a")), new OutgoingMessage("doc-2", Body("b")) { DuplicateKey = "doc-2/replay/7", OrderingKey = "公司" }, new OutgoingMessage(longId, Body("c"))],
            default);
        Assert.Equal("doc-1", sent[0].MessageId);
        Assert.Equal(("doc-2/replay/7", "公司"), (sent[1].MessageId, sent[1].SessionId));
        Assert.Equal(64, sent[2].MessageId.Length);
        Assert.Equal(["doc-2", longId], [AzureWire.IdOf(Received(sent[1])), AzureWire.IdOf(Received(sent[2]))]);
    }

    [Fact]
    public async Task WhatNoBatchTakesIsRefusedBeforeAnythingIsSent()
    {
        int batches = 0;
        _sender.Setup(one => one.CreateMessageBatchAsync(It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => ServiceBusModelFactory.ServiceBusMessageBatch(1000, [], tryAddCallback: message => message.Body.ToMemory().Length < 900 && batches++ == 0));
        MessageTooLargeException refused = await Assert.ThrowsAsync<MessageTooLargeException>(
            () => _transport.Queue.SendAsync([new OutgoingMessage("small", Body("a")), new OutgoingMessage("large", new byte[1000])], default));
        Assert.Contains("large", refused.Message, StringComparison.Ordinal);
        _sender.Verify(one => one.SendMessagesAsync(It.IsAny<ServiceBusMessageBatch>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task AHandBackIsMarkedSoThatTheDeliveryDoesNotCount()
    {
        IReceivedMessage message = await ReceiveAsync(Some(deliveries: 2));
        await message.AbandonAsync(Redelivery.HandedBack, default);
        _receiver.Verify(one => one.AbandonMessageAsync(
            It.IsAny<ServiceBusReceivedMessage>(),
            It.Is<IDictionary<string, object>>(changes => Equal(changes, AzureWire.NotCounted, 1)),
            It.IsAny<CancellationToken>()));
        Assert.Equal(2, (await ReceiveAsync(Some(deliveries: 3, properties: new() { [AzureWire.NotCounted] = 1 }))).DeliveryCount);
    }

    [Fact]
    public async Task ADelayIsAScheduledCopyUnderAnIdThatNobodyHasSeen()
    {
        ServiceBusMessage? copy = null;
        _sender.Setup(one => one.SendMessageAsync(It.IsAny<ServiceBusMessage>(), It.IsAny<CancellationToken>())).Callback((ServiceBusMessage one, CancellationToken _) => copy = one);
        IReceivedMessage message = await ReceiveAsync(Some(deliveries: 2));
        await message.AbandonAsync(new Redelivery { Delay = TimeSpan.FromMinutes(5) }, default);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), copy!.ScheduledEnqueueTime);
        Assert.NotEqual("doc-1", copy.MessageId);
        ServiceBusReceivedMessage again = Received(copy, deliveries: 1);
        Assert.Equal(("doc-1", 3), (AzureWire.IdOf(again), AzureWire.DeliveryCountOf(again)));
        _receiver.Verify(one => one.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task ADeadLetterCarriesOurHeadersAndTheBrokersReason()
    {
        IReceivedMessage message = await ReceiveAsync(Some());
        await message.DeadLetterAsync(new DeadLetterReason("document-corrupt", "The bytes are damaged.", "read"), default);
        _receiver.Verify(one => one.DeadLetterMessageAsync(
            It.IsAny<ServiceBusReceivedMessage>(),
            It.Is<IDictionary<string, object>>(marks => Equal(marks, MessageHeaders.DeadLetterCode, "document-corrupt") && Equal(marks, MessageHeaders.DeadLetterStage, "read")),
            "document-corrupt",
            "The bytes are damaged.",
            It.IsAny<CancellationToken>()));
    }

    [Fact]
    public async Task WhatWasDeliveredTooOftenIsPutAsideUnseen()
    {
        _receiver.SetupSequence(one => one.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync([Some(deliveries: 4)]);
        await using IMessageReceiver mine = _transport.Queue.OpenReceiver();
        Assert.Empty(await mine.ReceiveAsync(1, TimeSpan.Zero, default));
        _receiver.Verify(one => one.DeadLetterMessageAsync(
            It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<IDictionary<string, object>>(), "attempts-exhausted", It.IsAny<string>(), It.IsAny<CancellationToken>()));
    }

    [Theory]
    [InlineData("MaxDeliveryCountExceeded", "attempts-exhausted")]
    [InlineData("TTLExpiredException", "message-expired")]
    [InlineData("HeaderSizeExceeded", "HeaderSizeExceeded")]
    public async Task WhatTheBrokerGaveUpReadsLikeOurs(string brokers, string code)
    {
        _receiver.Setup(one => one.PeekMessagesAsync(It.IsAny<int>(), It.IsAny<long?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync([Some(properties: new() { ["DeadLetterReason"] = brokers, ["DeadLetterErrorDescription"] = "so it says" })]);
        PeekedMessage dead = Assert.Single(await _transport.Queue.PeekAsync(SubQueue.DeadLetters, 0, 10, default));
        Assert.Equal((code, "documents"), (dead.Headers[MessageHeaders.DeadLetterCode], dead.Headers[MessageHeaders.DeadLetterSource]));
        Assert.DoesNotContain(MessageHeaders.DeadLetterId, dead.Headers.Keys);
    }

    [Theory]
    [InlineData(ServiceBusFailureReason.MessageLockLost, typeof(MessageLockLostException))]
    [InlineData(ServiceBusFailureReason.MessagingEntityNotFound, typeof(QueueNotFoundException))]
    [InlineData(ServiceBusFailureReason.ServiceCommunicationProblem, typeof(MessagingUnavailableException))]
    [InlineData(ServiceBusFailureReason.QuotaExceeded, typeof(MessagingUnavailableException))]
    public async Task TheBrokersErrorsAreOurs(ServiceBusFailureReason reason, Type ours)
    {
        IReceivedMessage message = await ReceiveAsync(Some());
        _receiver.Setup(one => one.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>())).ThrowsAsync(new ServiceBusException("the SDK's words", reason));
        await Assert.ThrowsAsync(ours, () => message.CompleteAsync(default));
        if (reason == ServiceBusFailureReason.ServiceCommunicationProblem)
        {
            // Nothing is settled: once the broker is back, it can be.
            _receiver.Setup(one => one.CompleteMessageAsync(It.IsAny<ServiceBusReceivedMessage>(), It.IsAny<CancellationToken>())).Returns(Task.CompletedTask);
            await message.CompleteAsync(default);
            await Assert.ThrowsAsync<MessageLockLostException>(() => message.CompleteAsync(default));
        }
    }

    [Fact]
    public async Task DeniedAccessSaysWhichRolesToGrant()
    {
        _receiver.Setup(one => one.PeekMessageAsync(It.IsAny<long?>(), It.IsAny<CancellationToken>())).ThrowsAsync(new UnauthorizedAccessException());
        MessagingUnavailableException denied = await Assert.ThrowsAsync<MessagingUnavailableException>(() => _transport.CheckAsync(default));
        Assert.Contains("chains.servicebus.windows.net refuses access", denied.Message, StringComparison.Ordinal);
        Assert.Contains("Azure Service Bus Data Receiver", denied.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAdministrationTriedInVainIsAnOutage()
    {
        _options.CreateTopology = true;
        _administration.Setup(one => one.QueueExistsAsync("documents", It.IsAny<CancellationToken>()))
            .ThrowsAsync(new AggregateException(new RequestFailedException("Connection refused"), new RequestFailedException("Connection refused")));
        MessagingUnavailableException away = await Assert.ThrowsAsync<MessagingUnavailableException>(() => _transport.CheckAsync(default));
        Assert.Contains("chains.servicebus.windows.net cannot be reached", away.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "There is no queue or topic named documents in Azure Service Bus at chains.servicebus.windows.net")]
    [InlineData(false, "There is no queue or topic named chain-placements in")]
    public async Task WhatIsMissingIsNamed(bool queue, string sentence)
    {
        ServiceBusException missing = new("the SDK's words", ServiceBusFailureReason.MessagingEntityNotFound);
        _receiver.Setup(one => one.PeekMessageAsync(It.IsAny<long?>(), It.IsAny<CancellationToken>())).Returns(queue ? Task.FromException<ServiceBusReceivedMessage>(missing) : Task.FromResult(Some()));
        _sender.Setup(one => one.CreateMessageBatchAsync(It.IsAny<CancellationToken>())).ThrowsAsync(missing);
        Assert.StartsWith(sentence, (await Assert.ThrowsAsync<QueueNotFoundException>(() => _transport.CheckAsync(default))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rubbish", null)]
    [InlineData("Endpoint=rubbish", null)]
    [InlineData("Endpoint=sb://chains.servicebus.windows.net/", null)]
    [InlineData(null, "not a host")]
    public void AnUnreadableAddressIsOneSentence(string? connection, string? host)
    {
        MessagingOptions wrong = new() { AzureServiceBus = new() { ConnectionString = connection, Namespace = host } };
        MessagingException unreadable = Assert.Throws<MessagingException>(() => new AzureTransport(wrong, _time));
        Assert.StartsWith("Messaging:AzureServiceBus cannot be read", unreadable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheBrokersCountsAreUsedWhereTheyMayBeRead()
    {
        _administration.Setup(one => one.GetQueueRuntimePropertiesAsync("documents", It.IsAny<CancellationToken>())).ReturnsAsync(Response.FromValue(
            ServiceBusModelFactory.QueueRuntimeProperties("documents", activeMessageCount: 5, scheduledMessageCount: 2, deadLetterMessageCount: 7), Mock.Of<Response>()));
        Assert.Equal(new QueueCounts(5, null, 2, 7), await _transport.Queue.CountAsync(default));
    }

    [Fact]
    public async Task WhereTheyMayNotTheMessagesAreCounted()
    {
        _administration.Setup(one => one.GetQueueRuntimePropertiesAsync("documents", It.IsAny<CancellationToken>())).ThrowsAsync(new UnauthorizedAccessException());
        _receiver.Setup(one => one.PeekMessagesAsync(It.IsAny<int>(), It.IsAny<long?>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((int _, long? from, CancellationToken _) => from == 0 ? [Some()] : []);
        Assert.Equal(new QueueCounts(1, null, 0, 1), await _transport.Queue.CountAsync(default));
    }

    [Fact]
    public async Task TheLockIsKeptByASteadyClockEvenWhereTheBrokersClockIsFarOff()
    {
        IReceivedMessage message = await ReceiveAsync(Some(lockedUntil: _time.GetUtcNow() - TimeSpan.FromHours(1)));
        Assert.Equal(_options.LockDuration, message.LockRemaining);
        _time.Advance(_options.LockDuration);
        await Assert.ThrowsAsync<MessageLockLostException>(() => message.CompleteAsync(default));
    }

    [Fact]
    public void TheQueueIsCreatedWithDuplicateDetectionAndItsOwnDeadLetters()
    {
        CreateQueueOptions queue = AzureTopology.QueueOf(new MessagingOptions { DuplicateWindow = TimeSpan.FromDays(30), LockDuration = TimeSpan.FromHours(1) });
        Assert.True(queue is { RequiresDuplicateDetection: true, DeadLetteringOnMessageExpiration: true, MaxDeliveryCount: AzureTopology.BrokersDeliveryLimit });
        Assert.Equal((TimeSpan.FromDays(7), TimeSpan.FromMinutes(5)), (queue.DuplicateDetectionHistoryTimeWindow, queue.LockDuration));
        Assert.False(AzureTopology.TopicOf(new MessagingOptions { DuplicateWindow = TimeSpan.Zero }).RequiresDuplicateDetection);
    }

    private async Task<IReceivedMessage> ReceiveAsync(ServiceBusReceivedMessage message)
    {
        _receiver.Setup(one => one.ReceiveMessagesAsync(It.IsAny<int>(), It.IsAny<TimeSpan?>(), It.IsAny<CancellationToken>())).ReturnsAsync([message]);
        await using IMessageReceiver mine = _transport.Queue.OpenReceiver();
        return Assert.Single(await mine.ReceiveAsync(1, TimeSpan.Zero, default));
    }

    private ServiceBusReceivedMessage Some(int deliveries = 1, Dictionary<string, object>? properties = null, DateTimeOffset? lockedUntil = null) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString("body"),
            "doc-1",
            timeToLive: TimeSpan.MaxValue,
            properties: properties ?? [],
            deliveryCount: deliveries,
            lockedUntil: lockedUntil ?? _time.GetUtcNow() + _options.LockDuration,
            sequenceNumber: 17,
            enqueuedTime: _time.GetUtcNow());

    private static ServiceBusReceivedMessage Received(ServiceBusMessage sent, int deliveries = 1) => ServiceBusModelFactory.ServiceBusReceivedMessage(
        sent.Body, sent.MessageId, properties: new Dictionary<string, object>(sent.ApplicationProperties), deliveryCount: deliveries);

    private static bool Equal(IDictionary<string, object> all, string name, object value) => all.TryGetValue(name, out object? found) && value.Equals(found);

    private static byte[] Body(string text) => Encoding.UTF8.GetBytes(text);
}
