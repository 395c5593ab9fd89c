namespace Extraction.Worker.Publishing;

/// <summary>Settings of the publishing step, section <c>Publishing</c>.</summary>
internal sealed class PublishingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Publishing";

    /// <summary>A JSON Lines file to which every published event is appended as well, one envelope a line; none by default. After a crash a line may stand twice, with the same id.</summary>
    public string? JsonLinesPath { get; set; }
}
