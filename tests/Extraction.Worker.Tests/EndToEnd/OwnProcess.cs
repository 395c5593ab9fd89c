using System.Diagnostics;
using System.Text.Json;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>Runs the program in processes of its own, in a folder of its own.</summary>
internal static class OwnProcess
{
    public static Process Start(TemporaryFolder folder, IReadOnlyDictionary<string, string>? settings, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        foreach ((string name, string value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment["EXTRACTION_" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Extraction.Worker.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    public static async Task<CliRun> RunAsync(TemporaryFolder folder, IReadOnlyDictionary<string, string>? settings, params string[] arguments)
    {
        using Process process = Start(folder, settings, arguments);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CliRun(process.ExitCode, output, await error);
    }

    /// <summary>The JSON objects of a run's output, one a line.</summary>
    public static JsonElement[] Json(this CliRun run) => [.. run.Lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
}
