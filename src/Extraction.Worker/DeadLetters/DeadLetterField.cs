namespace Extraction.Worker.DeadLetters;

/// <summary>What dead letters are counted by.</summary>
internal enum DeadLetterField
{
    Code,
    Stage,
    Source,
    Kind,
    Prompt,
    Model,
    Worker,
}
