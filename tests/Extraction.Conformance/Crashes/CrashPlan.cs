namespace Extraction.Conformance.Crashes;

/// <summary>What a worker process is started with.</summary>
/// <param name="Settings">The product's settings.</param>
/// <param name="Point">Where it kills itself; null for nowhere.</param>
/// <param name="Passing">At which passing of that point, from 1.</param>
internal sealed record CrashPlan(IReadOnlyDictionary<string, string?> Settings, string? Point = null, int Passing = 1);
