namespace Extraction.Worker.Placement;

/// <summary>Settings of the placement, section <c>Placement</c>.</summary>
internal sealed class PlacementOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Placement";

    /// <summary>Directory of the taxonomy: chains.csv, nodes.csv, edges.csv, and version.txt where it has one. Default: the one that ships with the worker.</summary>
    public string Taxonomy { get; set; } = Path.Combine(AppContext.BaseDirectory, "Placement", "Taxonomy");

    /// <summary>Candidates that the company's words as a whole bring up. Default 12.</summary>
    public int Candidates { get; set; } = 12;

    /// <summary>Further candidates that each activity brings up by itself. Default 3.</summary>
    public int CandidatesPerActivity { get; set; } = 3;

    /// <summary>Most candidates that the model is shown. Default 24.</summary>
    public int MaxCandidates { get; set; } = 24;

    /// <summary>Least similarity of a candidate's best phrase, 0 to 1; below it no node fits. Default 0.25.</summary>
    public double Threshold { get; set; } = 0.25;
}
