namespace Extraction.Worker.DeadLetters.Replaying;

/// <summary>A replayed message whose outcome is not known yet.</summary>
/// <param name="Letter">The dead letter that it was.</param>
/// <param name="Mark">What its header says it replays.</param>
internal sealed record SentReplay(DeadLetter Letter, string Mark);
