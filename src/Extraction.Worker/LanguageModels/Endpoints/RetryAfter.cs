using System.ClientModel.Primitives;
using System.Globalization;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>How long an answer asks to wait: <c>retry-after-ms</c>, or <c>retry-after</c> in seconds or as a date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>An answer that asks for more than a day is taken for a mistake of its sender.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static TimeSpan? Read(PipelineResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.TryGetValue("retry-after-ms", out string? milliseconds) && Number(milliseconds) is double ms)
        {
            return Bounded(ms);
        }

        if (!headers.TryGetValue("retry-after", out string? written))
        {
            return null;
        }

        if (Number(written) is double seconds)
        {
            return Bounded(seconds * 1000);
        }

        return DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date)
            ? Bounded((date - now).TotalMilliseconds)
            : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static TimeSpan Bounded(double milliseconds) => TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling(milliseconds), 0, Longest.TotalMilliseconds));
}
