using Extraction.Contracts;

namespace Extraction.Worker.Placement.Chains;

/// <summary>How stages are written in <c>nodes.csv</c>.</summary>
internal static class TaxonomyStage
{
    /// <summary>The three words, in the order of the flow.</summary>
    public static IReadOnlyList<string> Names { get; } = ["upstream", "midstream", "downstream"];

    /// <summary>The stage of a word; null for anything else.</summary>
    public static ChainStage? Parse(string word) => word switch
    {
        "upstream" => ChainStage.Upstream,
        "midstream" => ChainStage.Midstream,
        "downstream" => ChainStage.Downstream,
        _ => null,
    };

    /// <summary>The word of a stage; empty for none.</summary>
    public static string Word(ChainStage? stage) => stage is { } known ? Names[(int)known] : string.Empty;
}
