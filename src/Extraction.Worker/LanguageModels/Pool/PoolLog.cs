using Microsoft.Extensions.Logging;

namespace Extraction.Worker.LanguageModels.Pool;

/// <summary>What the pool tells.</summary>
internal static partial class PoolLog
{
    [LoggerMessage(1, LogLevel.Critical, "{Sentence} The other endpoints go on without it.")]
    public static partial void TakenOut(ILogger logger, string sentence);

    [LoggerMessage(2, LogLevel.Warning, "The model endpoint {Endpoint} is left alone for {Seconds} s: {Sentence}")]
    public static partial void Opened(ILogger logger, string endpoint, double seconds, string sentence);

    [LoggerMessage(3, LogLevel.Information, "The model endpoint {Endpoint} answers again.")]
    public static partial void Back(ILogger logger, string endpoint);

    [LoggerMessage(4, LogLevel.Debug, "The model endpoint {Endpoint} asks to wait: {Sentence}")]
    public static partial void Throttled(ILogger logger, string endpoint, string sentence);
}
