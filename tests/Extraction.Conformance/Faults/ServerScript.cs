using System.Diagnostics;
using Extraction.TestKit;

namespace Extraction.Conformance.Faults;

/// <summary>The scripts under <c>eng</c> that start and stop a server of a test's own.</summary>
internal static class ServerScript
{
    /// <summary>Runs one and gives the first line that it prints.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(string script, params string[] arguments)
    {
        ProcessStartInfo start = new(Path.Combine(SharedFolder.ProjectRoot, "eng", script), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string? line = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? line ?? "" : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    /// <summary>Lets a server that runs as a user of its own into a folder of the test.</summary>
    public static void Open(TemporaryFolder folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);
        }
    }
}
