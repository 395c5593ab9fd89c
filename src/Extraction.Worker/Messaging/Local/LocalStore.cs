namespace Extraction.Worker.Messaging.Local;

/// <summary>The file, open in this process: one writer, one reader, and the signal between them and those who wait.</summary>
internal sealed class LocalStore : IAsyncDisposable
{
    private readonly LocalWriter writer;

    public LocalStore(MessagingOptions options, TimeProvider time)
    {
        Options = options;
        Time = time;
        writer = new LocalWriter(options, time, Changed);
        Reader = new LocalReader(options.Local);
    }

    public MessagingOptions Options { get; }

    public TimeProvider Time { get; }

    public ChangeSignal Changed { get; } = new();

    public LocalReader Reader { get; }

    public Task<T> WriteAsync<T>(Func<LocalSession, T> work, CancellationToken cancellationToken) => writer.WriteAsync(work, cancellationToken);

    /// <summary>
    /// Waits for a change: by this process (the signal), by another (the file's version, looked at every poll interval), or until
    /// <paramref name="limit"/> has passed. Signal and version are taken before one looks, so no change goes unseen.
    /// </summary>
    public async Task WaitForChangeAsync(Task signal, long seenVersion, TimeSpan limit, CancellationToken cancellationToken)
    {
        long start = Time.GetTimestamp();
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (TimeSpan left = limit; left > TimeSpan.Zero; left = limit - Time.GetElapsedTime(start))
        {
            Task nap = Task.Delay(left < Options.Local.PollInterval ? left : Options.Local.PollInterval, Time, ending.Token);
            if (await Task.WhenAny(signal, nap) == signal)
            {
                await ending.CancelAsync(); // the nap is not needed any more
                return;
            }

            await nap; // raises when cancelled
            if (Reader.Version() != seenVersion)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        Reader.Dispose();
    }
}
