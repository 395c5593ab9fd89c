using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters;

/// <summary>A chosen dead letter in hand.</summary>
internal sealed record TakenDeadLetter(DeadLetter Letter, IReceivedMessage Message);
