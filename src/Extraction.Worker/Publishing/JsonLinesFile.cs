using System.Text;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.Publishing;

/// <summary>
/// A file that events are appended to, one JSON object a line. An append is on the disk as a whole when it returns, and leaves no part of a line when it
/// fails. Several workers of one machine may share the file.
/// </summary>
internal sealed class JsonLinesFile(string path, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(5);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Appends the lines.</summary>
    /// <exception cref="MessagingUnavailableException">The file cannot be written now; it is as it was.</exception>
    public async Task AppendAsync(IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        await _one.WaitAsync(cancellationToken);
        try
        {
            using FileStream file = await OpenAsync(cancellationToken);
            long before = file.Length;
            try
            {
                file.Seek(0, SeekOrigin.End);
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                file.SetLength(before);
                throw;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new MessagingUnavailableException(
                $"Events cannot be appended to {path} ({refused.Message}); free space on its disk, give the worker the right to write there, or change Publishing:JsonLinesPath.",
                refused);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Opens the file for this process alone; waits a while for another one that is appending to it.</summary>
    private async Task<FileStream> OpenAsync(CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                // No buffer: what a failed write leaves behind must not be written at the close.
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException held) when (IsHeldElsewhere(held) && time.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Nap, time, cancellationToken);
            }
        }
    }

    /// <summary>The file is locked: ERROR_SHARING_VIOLATION on Windows, EWOULDBLOCK on Linux and macOS.</summary>
    private static bool IsHeldElsewhere(IOException error) => (error.HResult & 0xFFFF) is 32 or 11 or 35;
}
