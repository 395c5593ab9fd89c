namespace ModelServer.Limits;

/// <summary>When a call is counted against the tokens of its window.</summary>
internal enum ChargeAt
{
    /// <summary>On arrival, with the prompt and the whole room for the reply.</summary>
    Admission,

    /// <summary>When it is answered, with what it used.</summary>
    ActualUse,
}
