namespace ModelServer.Limits;

/// <summary>What a deployment grants. A window of w seconds holds w/60 of what a minute does, and the next one begins full.</summary>
internal sealed record ServerLimits
{
    /// <summary>Null for no limit.</summary>
    public double? RequestsPerMinute { get; init; }

    /// <summary>Null for no limit.</summary>
    public double? TokensPerMinute { get; init; }

    /// <summary>Seconds of a window.</summary>
    public double WindowSeconds { get; init; } = 60;

    public ChargeAt Charge { get; init; }

    /// <summary>Whether answers carry <c>x-ratelimit-*</c>.</summary>
    public bool Headers { get; init; } = true;

    public RetryForm Retry { get; init; }
}
