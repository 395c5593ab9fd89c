using Extraction.Worker.LanguageModels.Budgets;

namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>An endpoint that a call may be sent to, with its cost set aside.</summary>
/// <param name="Endpoint">Where to.</param>
/// <param name="Reservation">What was set aside.</param>
/// <param name="SentAt">When, as a timestamp.</param>
internal sealed record PoolLease(PooledEndpoint Endpoint, Reservation Reservation, long SentAt);
