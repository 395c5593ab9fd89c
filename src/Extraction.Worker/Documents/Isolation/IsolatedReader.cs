using System.Collections.Concurrent;
using System.ComponentModel;
using Extraction.Contracts;

namespace Extraction.Worker.Documents.Isolation;

/// <summary>Reads documents in processes of their own, which are kept for the next document as long as they behave.</summary>
internal sealed class IsolatedReader(DocumentsOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentBag<ReaderProcess> _idle = [];
    private volatile bool _disposed;

    public Outcome<SourceText> Read(DocumentBytes document, string? declaredContentType, CancellationToken cancellationToken)
    {
        ReaderProcess process;
        try
        {
            process = _idle.TryTake(out ReaderProcess? waiting) ? waiting : ReaderProcess.Start(options);
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return new RetryReason(
                $"The process that reads this kind of document could not be started ({fault.GetType().Name}); mend that, or set Documents:IsolateParsers to false.",
                CostsAttempt: true);
        }

        try
        {
            return process.Read(document, declaredContentType, options, time, cancellationToken);
        }
        finally
        {
            if (process.IsUsable && !_disposed)
            {
                _idle.Add(process);
            }
            else
            {
                process.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out ReaderProcess? process))
        {
            process.Dispose();
        }
    }
}
