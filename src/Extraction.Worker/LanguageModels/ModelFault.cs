namespace Extraction.Worker.LanguageModels;

/// <summary>Why a call brought no reply. Each kind has its own treatment.</summary>
internal enum ModelFault
{
    /// <summary>429: the endpoint asks to wait.</summary>
    Throttled,

    /// <summary>429 with <c>insufficient_quota</c>: waiting does not help, somebody has to pay.</summary>
    QuotaSpent,

    /// <summary>5xx, 408, no connection, a reply that broke off.</summary>
    Down,

    /// <summary>No reply before the deadline.</summary>
    TimedOut,

    /// <summary>401 or 403, or no token from Entra ID.</summary>
    Unauthorised,

    /// <summary>404: no such deployment, model or path.</summary>
    NotFound,

    /// <summary>The answer is not the protocol's JSON: a proxy's page, for instance.</summary>
    NotJson,

    /// <summary>400: prompt and reply do not fit the model's context.</summary>
    ContextTooLong,

    /// <summary>400 by the content filter: the prompt was declined.</summary>
    ContentFiltered,

    /// <summary>Any other 4xx.</summary>
    BadRequest,
}
