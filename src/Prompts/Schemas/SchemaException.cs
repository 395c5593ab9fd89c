namespace Extraction.Prompts.Schemas;

/// <summary>The output schema of a prompt uses something that the subset does not hold.</summary>
/// <param name="problems">Every such place, with a JSON Pointer into the schema.</param>
public sealed class SchemaException(IReadOnlyList<SchemaProblem> problems)
    : Exception("The output schema is not in the supported subset: " + string.Join("; ", problems))
{
    /// <summary>Every such place.</summary>
    public IReadOnlyList<SchemaProblem> Problems { get; } = problems;
}
