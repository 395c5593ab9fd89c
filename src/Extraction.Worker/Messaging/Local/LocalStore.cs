using Extraction.Worker.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Messaging.Local;

/// <summary>The file, open in this process: one writer, one reader, and the signal between them and those who wait.</summary>
internal sealed class LocalStore : IAsyncDisposable
{
    private readonly LocalWriter _writer;
    private readonly ILogger _logger;

    public LocalStore(MessagingOptions options, TimeProvider time, ILogger logger)
    {
        Options = options;
        Time = time;
        _logger = logger;
        _writer = new LocalWriter(options, time, logger, Changed);
        Reader = new LocalReader(options.Local, logger);
    }

    public MessagingOptions Options { get; }

    public TimeProvider Time { get; }

    public ChangeSignal Changed { get; } = new();

    public LocalReader Reader { get; }

    /// <inheritdoc cref="IMessageTransport.FindDamageAsync"/>
    public Task<string?> FindDamageAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            MessagingException? found = Look(cancellationToken);
            if (found is MessagingUnavailableException)
            {
                throw found;
            }

            _writer.Refuse(found);
            return found?.Message;
        },
        cancellationToken);

    public Task<T> WriteAsync<T>(Func<LocalSession, T> work, CancellationToken cancellationToken) => _writer.WriteAsync(work, cancellationToken);

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
        await _writer.DisposeAsync();
        Reader.Dispose();
    }

    private MessagingException? Look(CancellationToken cancellationToken)
    {
        try
        {
            using SqliteConnection connection = LocalConnection.Open(Options.Local, _logger);
            string? how = SqliteVerification.FindDamage(connection, model => LocalSchema.Create(model), cancellationToken);
            return how is null ? null : LocalErrors.Damaged(Options.Local.Path, how);
        }
        catch (SqliteException error)
        {
            return LocalErrors.Translate(error, Options.Local.Path);
        }
        catch (MessagingException refusal)
        {
            return refusal;
        }
    }
}
