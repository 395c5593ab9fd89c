using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Extraction.Conformance.Faults;

/// <summary>The last lines that a worker in this process wrote to its log, for the message of a test that fails.</summary>
internal sealed class KeptLog : ILoggerProvider
{
    private const int Kept = 60;

    private readonly ConcurrentQueue<string> _lines = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public ILogger CreateLogger(string categoryName) => new Keeper(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
    }

    public override string ToString() => string.Join('\n', _lines);

    private void Keep(string category, string text, Exception? error)
    {
        _lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(_start).TotalSeconds,7:0.00} s {category}: {text} {error?.GetType().Name}"));
        while (_lines.Count > Kept)
        {
            _lines.TryDequeue(out _);
        }
    }

    private sealed class Keeper(KeptLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Keep(category, formatter(state, exception), exception);
            }
        }
    }
}
