namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>What became of one dead letter; told when it is known.</summary>
/// <param name="Letter">Which.</param>
/// <param name="Step">What happened.</param>
/// <param name="Sentence">More, where there is more to say.</param>
internal sealed record ReplayedItem(DeadLetter Letter, ReplayStep Step, string? Sentence = null);
