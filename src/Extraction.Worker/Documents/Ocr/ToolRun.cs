using System.Diagnostics;

namespace Extraction.Worker.Documents.Ocr;

/// <summary>One run of an outside program, from its standard input to its standard output. Nothing of a document reaches a command line or a file.</summary>
/// <param name="ExitCode">Its exit code; -1 where it was stopped.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="TimedOut">Whether it was stopped because it took too long.</param>
internal sealed record ToolRun(int ExitCode, byte[] Output, bool TimedOut)
{
    private const string Shell = "/bin/sh";

    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled; the program was stopped.</exception>
    public static ToolRun Start(string program, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, ToolLimits limits, CancellationToken cancellation)
    {
        using Process process = Process.Start(StartInfo(program, arguments, limits)) ?? throw new System.ComponentModel.Win32Exception($"{program} was not started.");
        using CancellationTokenSource late = new(limits.Time);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        using CancellationTokenRegistration stop = both.Token.Register(() => Kill(process));
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        Thread feeder = new(() => Feed(process, input)) { IsBackground = true };
        feeder.Start();
        (byte[] output, bool tooMuch) = Drain(process, limits.OutputBytes);
        if (tooMuch)
        {
            Kill(process);
        }

        process.WaitForExit();
        feeder.Join();
        cancellation.ThrowIfCancellationRequested();
        bool stopped = late.IsCancellationRequested;
        return new ToolRun(stopped || tooMuch ? -1 : process.ExitCode, output, stopped);
    }

    /// <summary>Through a shell that bounds the memory, where there is one: a small picture can declare to be enormous.</summary>
    private static ProcessStartInfo StartInfo(string program, IReadOnlyList<string> arguments, ToolLimits limits)
    {
        ProcessStartInfo start = File.Exists(Shell)
            ? new ProcessStartInfo(Shell, ["-c", $"ulimit -v {limits.MemoryBytes / 1024} 2>/dev/null; exec \"$0\" \"$@\"", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        // Documents are read beside each other; a tool that takes all cores for one of them makes the others wait.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        return start;
    }

    private static void Feed(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            using Stream stream = process.StandardInput.BaseStream;
            stream.Write(input.Span);
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has seen enough, or was stopped.
        }
    }

    private static (byte[] Output, bool TooMuch) Drain(Process process, int most)
    {
        using MemoryStream output = new();
        byte[] buffer = new byte[64 << 10];
        int read;
        while ((read = process.StandardOutput.BaseStream.Read(buffer)) > 0)
        {
            output.Write(buffer, 0, read);
            if (output.Length > most)
            {
                return ([], true);
            }
        }

        return (output.ToArray(), false);
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It ended by itself.
        }
    }
}
