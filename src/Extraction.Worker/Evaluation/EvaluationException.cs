namespace Extraction.Worker.Evaluation;

/// <summary>An evaluation cannot be done; the message says why and what to do.</summary>
internal sealed class EvaluationException(string sentence) : Exception(sentence);
