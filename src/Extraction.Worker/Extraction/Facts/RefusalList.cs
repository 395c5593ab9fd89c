using Extraction.Contracts;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>Collects what the model said and the text does not hold.</summary>
internal sealed class RefusalList
{
    private readonly List<RefusedValue> _refused = [];

    /// <summary>What was refused, in the order in which it was said.</summary>
    public IReadOnlyList<RefusedValue> All => _refused;

    /// <summary>Notes a refusal.</summary>
    public void Add(string field, string value, string reason) => _refused.Add(new RefusedValue(field, value, reason));
}
