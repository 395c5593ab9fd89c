namespace Extraction.Worker.Placement.Candidates;

/// <summary>Items that stand in almost every registered business scope and tell nothing of the trade: <c>scope-boilerplate.csv</c>, column <c>fragment</c>.</summary>
internal sealed class ScopeBoilerplate
{
    private readonly string[] _fragments = [.. LexiconFile.Read("scope-boilerplate.csv", "fragment").Select(row => row[0])];

    private ScopeBoilerplate()
    {
    }

    /// <summary>The list that ships with the program.</summary>
    public static ScopeBoilerplate Default { get; } = new();

    /// <summary>Whether an item is boilerplate.</summary>
    public bool Holds(string item) => Array.Exists(_fragments, f => item.Contains(f, StringComparison.Ordinal));
}
