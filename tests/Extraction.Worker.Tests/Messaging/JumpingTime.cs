using Microsoft.Extensions.Time.Testing;

namespace Extraction.Worker.Tests.Messaging;

/// <summary>A clock whose wall time can be set without the steady time noticing, as an operator sets a machine's clock.</summary>
internal sealed class JumpingTime() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero))
{
    public TimeSpan Jump { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;

    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}
