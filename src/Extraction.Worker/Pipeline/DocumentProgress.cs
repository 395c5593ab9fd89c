namespace Extraction.Worker.Pipeline;

/// <summary>How far one document has come on the path, so that a failure can name its step and what it was read with.</summary>
internal sealed class DocumentProgress
{
    public const string Read = "read";
    public const string Extract = "extract";
    public const string Place = "place";
    public const string Record = "record";
    public const string Publish = "publish";

    /// <summary>Whether every question of a document is asked although an earlier one has no answer yet: replies of batches come all together.</summary>
    public bool AsksAhead { get; init; }

    /// <summary>The step that is under way.</summary>
    public string Stage { get; set; } = Read;

    /// <summary>What the document is read with; null until its text is there.</summary>
    public Recipe? Recipe { get; set; }

    /// <summary>Told, in one sentence, whom the document waits for with its result in hand.</summary>
    public Action<string>? Waits { get; init; }
}
