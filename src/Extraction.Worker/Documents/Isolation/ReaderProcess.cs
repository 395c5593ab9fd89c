using System.Diagnostics;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Isolation;

/// <summary>One reader process, used for one document at a time and ended when a document proves too much for it.</summary>
internal sealed class ReaderProcess : IDisposable
{
    private readonly Process process;
    private readonly Stream requests;
    private readonly Stream replies;

    private ReaderProcess(Process process)
    {
        this.process = process;
        requests = new BufferedStream(process.StandardInput.BaseStream, 64 << 10);
        replies = new BufferedStream(process.StandardOutput.BaseStream, 64 << 10);
        // Nothing reads what a dying process writes there, but it must not block on it either.
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it can read another document.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <exception cref="System.ComponentModel.Win32Exception">The process cannot be started.</exception>
    public static ReaderProcess Start(DocumentsOptions options) =>
        new(Process.Start(ReaderChild.StartInfo(options)) ?? throw new InvalidOperationException("No process was started."));

    public Outcome<SourceText> Read(DocumentBytes document, string? declaredContentType, DocumentsOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        bool late = false;
        int seconds = options.MaxSeconds;
        using CancellationTokenRegistration cancelled = cancellationToken.Register(End);
        using ITimer limit = time.CreateTimer(_ => { late = true; End(); }, null, TimeSpan.FromSeconds(options.MaxSeconds), Timeout.InfiniteTimeSpan);
        try
        {
            ReaderProtocol.WriteRequest(requests, document, declaredContentType, options);
            return ReaderProtocol.ReadReply(
                replies,
                () =>
                {
                    seconds = options.OcrSeconds + options.OcrPageSeconds;
                    limit.Change(TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
                });
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or ArgumentException or FormatException)
        {
            End();
            cancellationToken.ThrowIfCancellationRequested();
            return Volatile.Read(ref late) || ExitCode() == ReaderChild.SpentExitCode
                ? new Rejection(
                    FailureCode.DocumentTooLarge,
                    $"The document was not read within {seconds} seconds; raise Documents:{(seconds == options.MaxSeconds ? nameof(options.MaxSeconds) : nameof(options.OcrSeconds))} or split the document.")
                : new Rejection(
                    FailureCode.DocumentCorrupt,
                    $"The document is damaged in a way that ended its reader process (exit code {ExitCode()}, at most {options.MaxReaderMemoryBytes >> 20} MiB of memory); fetch it again, or raise Documents:MaxReaderMemoryBytes.");
        }
    }

    public void Dispose()
    {
        End();
        process.Dispose();
    }

    private int ExitCode() => process.WaitForExit(TimeSpan.FromSeconds(5)) ? process.ExitCode : -1;

    private void End()
    {
        IsUsable = false;
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It ended by itself in between, which is what was wanted.
        }
    }
}
