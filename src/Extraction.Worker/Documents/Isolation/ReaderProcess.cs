using System.Diagnostics;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Isolation;

/// <summary>One reader process, used for one document at a time and ended when a document proves too much for it.</summary>
internal sealed class ReaderProcess : IDisposable
{
    private readonly Process _process;
    private readonly Stream _requests;
    private readonly Stream _replies;

    private ReaderProcess(Process process)
    {
        _process = process;
        _requests = new BufferedStream(process.StandardInput.BaseStream, 64 << 10);
        _replies = new BufferedStream(process.StandardOutput.BaseStream, 64 << 10);
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
            ReaderProtocol.WriteRequest(_requests, document, declaredContentType, options);
            return ReaderProtocol.ReadReply(
                _replies,
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
        _process.Dispose();
    }

    private int ExitCode() => _process.WaitForExit(TimeSpan.FromSeconds(5)) ? _process.ExitCode : -1;

    private void End()
    {
        IsUsable = false;
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It ended by itself in between, which is what was wanted.
        }
    }
}
