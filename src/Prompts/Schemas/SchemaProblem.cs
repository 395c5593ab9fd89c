namespace Extraction.Prompts.Schemas;

/// <summary>One place where a JSON value does not fit its schema, or a schema is not in the subset.</summary>
/// <param name="At">JSON Pointer (RFC 6901) into the value or the schema; empty for the whole of it.</param>
/// <param name="Found">What stands there, cut to a few characters.</param>
/// <param name="Expected">What should stand there.</param>
public sealed record SchemaProblem(string At, string Found, string Expected)
{
    /// <summary>The sentence that a model reads when it is asked again.</summary>
    public override string ToString() => $"{(At.Length == 0 ? "(the whole reply)" : At)}: found {Found}, expected {Expected}";
}
