namespace Extraction.Prompts.Schemas;

/// <summary>The way down to the value at hand, while a tree is walked: its pointer is only written out when something is said of that value.</summary>
internal sealed class Way
{
    private readonly List<(string? Name, int Index)> _steps = [];

    /// <summary>How many steps it is.</summary>
    public int Length => _steps.Count;

    /// <summary>As a JSON Pointer (RFC 6901).</summary>
    public string Pointer =>
        _steps.Aggregate(string.Empty, (pointer, step) => step.Name is null ? JsonPointer.Append(pointer, step.Index) : JsonPointer.Append(pointer, step.Name));

    public void Down(string name) => _steps.Add((name, 0));

    public void Down(int index) => _steps.Add((null, index));

    public void Up() => _steps.RemoveAt(_steps.Count - 1);
}
