namespace ModelServer.Faults;

/// <summary>What can go wrong with an answer.</summary>
internal enum FaultKind
{
    /// <summary>429, with the wait in one of the header forms, or without.</summary>
    Throttled,

    /// <summary>500, 502 or 503.</summary>
    Failed,

    /// <summary>The connection breaks in the middle of the body.</summary>
    CutStream,

    /// <summary>The reply stops in its middle, finish reason <c>length</c>.</summary>
    Length,

    /// <summary>The reply stops in its middle and claims to be whole.</summary>
    InvalidJson,

    /// <summary>JSON that fits no prompt's schema.</summary>
    WrongSchema,

    /// <summary>Finish reason <c>content_filter</c>.</summary>
    ContentFilter,

    /// <summary>A refusal instead of content.</summary>
    Refusal,

    /// <summary>No choice at all.</summary>
    EmptyChoices,

    /// <summary>A proxy's page with status 200.</summary>
    Html,

    /// <summary>No answer, ever.</summary>
    Hang,

    /// <summary>The body comes in small pieces with pauses.</summary>
    Trickle,

    /// <summary>400 <c>context_length_exceeded</c>.</summary>
    ContextTooLong,

    /// <summary>401.</summary>
    Unauthorised,

    /// <summary>404.</summary>
    NotFound,
}
