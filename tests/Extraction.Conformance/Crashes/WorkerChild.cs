using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Extraction.Conformance.Crashes;

/// <summary>A worker process, as its parent sees it.</summary>
internal sealed class WorkerChild : IAsyncDisposable
{
    /// <summary>The exit code of a process that SIGKILL ended.</summary>
    public const int Killed = 128 + 9;

    /// <summary>What it writes when it takes documents; every other line names a point that it has passed for the first time.</summary>
    public const string StartedLine = "started";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentQueue<string> _passed = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WorkerChild(CrashPlan plan, Process process)
    {
        Plan = plan;
        _process = process;
        process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? "");
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        Exited = ExitAsync();
    }

    public CrashPlan Plan { get; }

    /// <summary>Why its parent killed it; null when it killed itself, or lives.</summary>
    public string? KilledFor { get; set; }

    /// <summary>Ends when the worker takes documents; cancelled when it ends before.</summary>
    public Task Started => _started.Task;

    /// <summary>The exit code, when the process has ended.</summary>
    public Task<int> Exited { get; }

    /// <summary>The points that it has passed.</summary>
    public IEnumerable<string> Passed => _passed;

    /// <summary>What it wrote to its log.</summary>
    public string Log => string.Join('\n', _log);

    public static WorkerChild Start(CrashPlan plan)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,

            // Many short lives: nothing pays for code that gets faster with time.
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerChild).Assembly.Location);
        }

        start.ArgumentList.Add(CrashWorker.Verb);
        start.ArgumentList.Add(JsonSerializer.Serialize(plan));
        return new WorkerChild(plan, Process.Start(start)!);
    }

    /// <summary><c>kill -9</c>.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>Sends a signal by its name: TERM, STOP, CONT.</summary>
    public async Task SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await Exited;
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        switch (line)
        {
            case null:
                _started.TrySetCanceled();
                break;
            case StartedLine:
                _started.TrySetResult();
                break;
            default:
                _passed.Enqueue(line);
                break;
        }
    }

    private async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
