namespace Extraction.Worker.Tests.Offline;

/// <summary>A short text and what the rule-based reader must, and must not, find in it; fields that are absent are not asked.</summary>
public sealed record ReaderCase(
    string Case,
    string Text,
    string Name,
    string? Kind,
    string? Business,
    string? Location,
    string? Role,
    string[]? Aliases,
    string[]? Products,
    string[]? NotProducts,
    string[]? Inputs,
    string[]? Customers,
    string[]? NotCustomers,
    string[]? EndCustomers,
    string[]? Honours,
    int? Pending)
{
    public override string ToString() => Case;
}
