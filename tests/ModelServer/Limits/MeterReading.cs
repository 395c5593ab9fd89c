namespace ModelServer.Limits;

/// <summary>What a meter counted since its start.</summary>
/// <param name="Seconds">Since its start.</param>
/// <param name="Granted">Tokens that the limit allowed in this time.</param>
/// <param name="Charged">Tokens that calls were charged.</param>
/// <param name="Admitted">Calls let in.</param>
/// <param name="Refused">Calls answered with 429.</param>
internal sealed record MeterReading(double Seconds, double Granted, double Charged, long Admitted, long Refused)
{
    /// <summary>What happened since an earlier reading.</summary>
    public MeterReading Since(MeterReading earlier) => new(
        Seconds - earlier.Seconds, Granted - earlier.Granted, Charged - earlier.Charged, Admitted - earlier.Admitted, Refused - earlier.Refused);
}
