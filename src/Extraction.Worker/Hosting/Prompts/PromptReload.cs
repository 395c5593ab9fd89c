using Extraction.Prompts.Routing;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Hosting.Prompts;

/// <summary>Looks once a second whether prompts or routes have changed, and says what became of it.</summary>
internal sealed partial class PromptReload(PromptSource source, TimeProvider time, ILogger<PromptReload> logger) : IDisposable
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>As many problems as a line of the log takes; <c>prompts lint</c> says all.</summary>
    private const int ToldAtOnce = 3;

    private readonly Lock _looking = new();
    private ITimer? _timer;
    private string? _told;

    /// <summary>Begins to look.</summary>
    public void Start() => _timer ??= time.CreateTimer(_ => Look(), null, Glance, Glance);

    /// <summary>Looks now. The same problem is told once.</summary>
    public void Look()
    {
        lock (_looking)
        {
            PromptRefresh found = source.Refresh();
            if (!found.Changed)
            {
                return;
            }

            string problems = string.Join(' ', found.Problems.Take(ToldAtOnce)) + (found.Problems.Count > ToldAtOnce ? $" And {found.Problems.Count - ToldAtOnce} more; see 'extraction prompts lint'." : string.Empty);
            if (problems.Length == 0)
            {
                LogLoaded();
            }
            else if (problems != _told)
            {
                LogRefused(problems);
            }

            _told = problems;
        }
    }

    public void Dispose() => _timer?.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "Prompts and routes were loaded again; documents that begin from now on use them.")]
    private partial void LogLoaded();

    [LoggerMessage(Level = LogLevel.Error, Message = "Changed prompts or routes are not used, the earlier ones stay: {Problems}")]
    private partial void LogRefused(string problems);
}
