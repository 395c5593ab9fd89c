namespace Extraction.Prompts.Schemas;

/// <summary>One place of a value that was put into the form that its schema asks for.</summary>
/// <param name="At">JSON Pointer (RFC 6901); empty for the whole value.</param>
/// <param name="What">What was done, without the value itself.</param>
public sealed record SchemaRepair(string At, string What)
{
    /// <summary>As a sentence.</summary>
    public override string ToString() => $"{(At.Length == 0 ? "(the whole reply)" : At)}: {What}.";
}
