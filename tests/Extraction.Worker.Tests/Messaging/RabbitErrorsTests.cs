using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.RabbitMq;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Xunit;

namespace Extraction.Worker.Tests.Messaging;

/// <summary>What the broker's answers mean for the one who runs the worker.</summary>
public sealed class RabbitErrorsTests
{
    private static readonly MessagingOptions Options = new() { RabbitMq = new() { Address = new("amqp://user:secret@broker.example:5673/extraction") } };

    [Theory]
    [InlineData(404, "NOT_FOUND - no queue 'documents'", "no queue or topic named documents", false)]
    [InlineData(403, "ACCESS_REFUSED - access to queue refused", "grant the user configure, write and read", false)]
    [InlineData(406, "PRECONDITION_FAILED - inequivalent arg 'x-queue-type'", "exists in RabbitMQ at broker.example:5673 with other settings", false)]
    [InlineData(530, "NOT_ALLOWED - vhost extraction not found", "create the virtual host", false)]
    [InlineData(320, "CONNECTION_FORCED - broker forced connection closure", "cannot be reached or has closed the connection", true)]
    public void AnAnswerOfTheBrokerIsOneSentenceThatSaysWhatToDo(ushort code, string text, string expected, bool passes)
    {
        MessagingException told = RabbitErrors.Translate(new OperationInterruptedException(new ShutdownEventArgs(ShutdownInitiator.Peer, code, text)), Options);
        Assert.Contains(expected, told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told.Message, StringComparison.Ordinal);
        Assert.Equal(passes, told is MessagingUnavailableException);
    }

    [Fact]
    public void ABrokerThatDoesNotAnswerIsAnOutageWithItsTime()
    {
        MessagingException told = RabbitErrors.Translate(new TimeoutException(), Options);
        Assert.Contains("has not answered within 30 s", told.Message, StringComparison.Ordinal);
        Assert.IsType<MessagingUnavailableException>(told);
    }

    [Fact]
    public void AConnectionThatIsLostInItsHandshakeIsNoWrongPassword()
    {
        MessagingException told = RabbitErrors.Translate(new PossibleAuthenticationFailureException("lost", new EndOfStreamException()), Options);
        Assert.IsType<MessagingUnavailableException>(told);
    }
}
