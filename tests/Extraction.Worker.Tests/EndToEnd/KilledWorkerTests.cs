using System.Diagnostics;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>The real program in processes of its own, killed without warning.</summary>
public sealed class KilledWorkerTests : IDisposable
{
    private const int Documents = 60;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AWorkerThatIsKilledAndStartedAgainPublishesEveryEventOnce()
    {
        for (int number = 0; number < Documents; number++)
        {
            _folder.Write($"in/{number}.txt", $"苏州第{number}号精密机械有限公司位于江苏省苏州市，主要从事数控机床的研发、生产和销售，拥有专利{number + 1}项。");
        }

        await RunToEndAsync("enqueue", "in", "--kind", "news");
        for (int kill = 0; kill < 3; kill++)
        {
            using Process worker = Start("run");
            await ReadUntilAsync(worker, "Document ", lines: 5 + (kill * 7));
            worker.Kill();
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using (Process worker = Start("run"))
        {
            while ((await CountAsync()) < Documents)
            {
                Assert.False(worker.HasExited);
            }

            Assert.Equal(0, await TerminateAsync(worker));
        }

        string[] events = (await RunToEndAsync("events", "--json")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        ChainPlacementEnvelope[] read = [.. events.Select(line => JsonSerializer.Deserialize<ChainPlacementEnvelope>(line, ContractJson.Options)!)];
        Assert.Equal(Documents, read.Length);
        Assert.Equal(Documents, read.Select(one => one.Id).Distinct().Count());
        Assert.Equal(Documents, read.Select(one => one.Subject).Distinct().Count());
    }

    private async Task<int> CountAsync() => (await RunToEndAsync("events", "--json")).Count(character => character == '\n');

    private async Task<string> RunToEndAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    private Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
            Environment = { ["EXTRACTION_Messaging__LockDuration"] = "00:00:02", ["EXTRACTION_Intake__RenewalInterval"] = "00:00:00.4" },
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Extraction.Worker.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static async Task ReadUntilAsync(Process process, string word, int lines)
    {
        while (lines > 0 && await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines -= line.Contains(word, StringComparison.Ordinal) ? 1 : 0;
        }
    }

    private static async Task<int> TerminateAsync(Process process)
    {
        Task drained = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await drained;
        return process.ExitCode;
    }
}
