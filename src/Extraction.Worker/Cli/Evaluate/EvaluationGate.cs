namespace Extraction.Worker.Cli.Evaluate;

/// <summary>How much worse a field may become.</summary>
/// <param name="Field">The field.</param>
/// <param name="Drop">The largest drop of its score that passes, 0 to 1.</param>
internal sealed record EvaluationGate(string Field, double Drop);
