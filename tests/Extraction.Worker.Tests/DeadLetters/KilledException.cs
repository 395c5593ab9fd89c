namespace Extraction.Worker.Tests.DeadLetters;

/// <summary>The process is no more: nothing after it is done.</summary>
internal sealed class KilledException() : Exception("The process was killed here.");
