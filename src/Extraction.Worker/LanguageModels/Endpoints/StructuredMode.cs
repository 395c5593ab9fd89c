namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>What an endpoint is asked to do about the reply's form, from the least to the most.</summary>
internal enum StructuredMode
{
    /// <summary>Nothing; the schema stands in the system message.</summary>
    None,

    /// <summary>JSON mode; the schema stands in the system message.</summary>
    Json,

    /// <summary>A strict JSON schema.</summary>
    Schema,
}
