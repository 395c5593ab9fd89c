namespace Extraction.Worker.Ledger;

/// <summary>A model's reply, kept so that it is never paid twice.</summary>
/// <param name="Key">SHA-256 over messages, settings and model.</param>
/// <param name="Model">The model that gave it.</param>
/// <param name="Reply">The reply's text.</param>
/// <param name="UsageJson">What it took.</param>
internal sealed record StoredCompletion(string Key, string Model, string Reply, string UsageJson);
