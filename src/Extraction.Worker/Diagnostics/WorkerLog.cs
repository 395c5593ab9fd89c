using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Extraction.Worker.Diagnostics;

/// <summary>Where the log goes: one line a message, on standard error, so that results on standard output stay clean.</summary>
internal static class WorkerLog
{
    /// <summary>Adds the log. Levels come from the section <c>Logging</c>.</summary>
    /// <param name="logging">The logging of the host.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="level">The level where the settings name none.</param>
    public static ILoggingBuilder AddWorkerLog(this ILoggingBuilder logging, IConfiguration configuration, LogLevel level)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
            format.ColorBehavior = LoggerColorBehavior.Default;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
