namespace ModelServer.Limits;

/// <summary>In which headers a 429 says how long to wait.</summary>
internal enum RetryForm
{
    /// <summary><c>retry-after-ms</c> and <c>retry-after</c>.</summary>
    Both,

    /// <summary><c>retry-after-ms</c> alone.</summary>
    Milliseconds,

    /// <summary><c>retry-after</c> in whole seconds, rounded up.</summary>
    Seconds,

    /// <summary><c>retry-after</c> as an HTTP date.</summary>
    Date,

    /// <summary>Nothing.</summary>
    None,
}
