namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>Whether an endpoint may be asked.</summary>
internal enum EndpointHealth
{
    /// <summary>It answers.</summary>
    Well,

    /// <summary>It failed several times running: it is left alone for a while, then one call tries it.</summary>
    Open,

    /// <summary>It refuses the key, knows no such model, or has no quota left: somebody has to act. It is tried again from time to time.</summary>
    Out,
}
