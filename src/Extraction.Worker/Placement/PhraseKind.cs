namespace Extraction.Worker.Placement;

/// <summary>What a phrase says of a company.</summary>
internal enum PhraseKind
{
    /// <summary>What the company does, in its own or its describer's words.</summary>
    MainBusiness,

    /// <summary>A good or service that it makes or sells.</summary>
    Product,

    /// <summary>A principal input that it buys.</summary>
    Input,

    /// <summary>Registered business scope: one item or the whole clause.</summary>
    Scope,
}
