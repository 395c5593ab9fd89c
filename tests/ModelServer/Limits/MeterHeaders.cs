using System.ClientModel.Primitives;

namespace ModelServer.Limits;

/// <summary>What a meter says in an answer, as the official client hands it to its caller: for budgets that are tried without a network.</summary>
/// <param name="headers">Of the meter.</param>
internal sealed class MeterHeaders(IEnumerable<(string Name, string Value)> headers) : PipelineResponseHeaders
{
    private readonly Dictionary<string, string> _all = headers.ToDictionary(one => one.Name, one => one.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Of an answer.</summary>
    public static MeterHeaders Of(RateMeter meter) => new(meter.Headers());

    /// <summary>Of a refusal that asks to wait.</summary>
    public static MeterHeaders Of(RateMeter meter, TimeSpan wait) => new([.. meter.Headers(), .. meter.RetryHeaders(wait)]);

    public override bool TryGetValue(string name, out string? value) => _all.TryGetValue(name, out value);

    public override bool TryGetValues(string name, out IEnumerable<string>? values)
    {
        bool found = _all.TryGetValue(name, out string? value);
        values = found ? [value!] : null;
        return found;
    }

    public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _all.GetEnumerator();
}
