using System.Buffers;
using System.ClientModel.Primitives;
using System.Globalization;

namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>What an answer says of one limit, in <c>x-ratelimit-limit-*</c>, <c>x-ratelimit-remaining-*</c> and <c>x-ratelimit-reset-*</c>.</summary>
/// <param name="Limit">What is granted, nearly always by the minute; null where the header is missing.</param>
/// <param name="Remaining">What is left; null where the header is missing.</param>
/// <param name="Reset">Seconds until all of it is back; null where the header is missing or cannot be read.</param>
internal readonly record struct LimitHeaders(double? Limit, double? Remaining, double? Reset)
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    public static LimitHeaders Tokens(PipelineResponseHeaders headers) => Read(headers, "tokens");

    public static LimitHeaders Requests(PipelineResponseHeaders headers) => Read(headers, "requests");

    /// <summary>Seconds of <c>1s</c>, <c>250ms</c>, <c>6m0s</c>, <c>1h2m3.5s</c>, or of a bare number; null for anything else.</summary>
    public static double? Seconds(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        double total = 0;
        ReadOnlySpan<char> rest = written.AsSpan().Trim();
        while (rest.Length > 0)
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            ReadOnlySpan<char> number = digits < 0 ? rest : rest[..digits];
            if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
            {
                return null;
            }

            rest = rest[number.Length..];
            int letters = rest.IndexOfAny(Digits);
            ReadOnlySpan<char> unit = letters < 0 ? rest : rest[..letters];
            double factor = unit switch { "ms" => 0.001, "s" or "" => 1, "m" => 60, "h" => 3600, "d" => 86400, _ => double.NaN };
            rest = rest[unit.Length..];
            total += value * factor;
        }

        return double.IsFinite(total) ? total : null;
    }

    private static LimitHeaders Read(PipelineResponseHeaders headers, string what) => new(
        Number(headers, $"x-ratelimit-limit-{what}"),
        Number(headers, $"x-ratelimit-remaining-{what}"),
        headers.TryGetValue($"x-ratelimit-reset-{what}", out string? reset) ? Seconds(reset) : null);

    private static double? Number(PipelineResponseHeaders headers, string name) =>
        headers.TryGetValue(name, out string? written)
        && double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : null;
}
