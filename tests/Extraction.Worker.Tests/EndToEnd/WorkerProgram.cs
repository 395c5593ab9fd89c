using System.Diagnostics;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>The real program in a process of its own, in a folder of the test's.</summary>
internal static class WorkerProgram
{
    /// <summary>The program as it was built, with what it needs beside it.</summary>
    private static string Assembly { get; } = Path.Combine(
        SharedFolder.ProjectRoot, "src", "Extraction.Worker", Path.GetRelativePath(Path.Combine(SharedFolder.ProjectRoot, "tests", "Extraction.Worker.Tests"), AppContext.BaseDirectory), "Extraction.Worker.dll");

    public static Process Start(string folder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add(Assembly);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in settings)
        {
            start.Environment["EXTRACTION_" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start)!;
    }

    public static async Task<CliRun> RunAsync(string folder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using Process process = Start(folder, settings, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliRun(process.ExitCode, output, await error);
    }
}
