namespace Extraction.Worker.Evaluation.Results;

/// <summary>One field's score in a group of documents.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Count">Values or answers that it is worked out from.</param>
/// <param name="Score">The score.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
internal sealed record GroupField(string Field, double Count, double Score, double Low, double High);
