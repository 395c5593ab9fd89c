namespace Extraction.Worker.Messaging;

/// <summary>The settings under <c>Messaging:RabbitMq</c>.</summary>
internal sealed class RabbitMqOptions
{
    /// <summary>Where the broker is, with user and password: <c>amqp://user:password@host:5672/vhost</c>, or <c>amqps://</c> for TLS. Default: the local broker's guest.</summary>
    public Uri Address { get; set; } = new("amqp://guest:guest@localhost:5672/");

    /// <summary>How long to wait for the broker's confirmation of a message, or any other answer, before it counts as unavailable; default 30 s.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection on which nothing is heard for twice this time is given up and made anew; default 10 s.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a receiver without prefetch asks for a message while it waits; default 50 ms.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(50);
}
