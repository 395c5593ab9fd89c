using Extraction.Worker.Messaging;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Extraction.Conformance.Local;

/// <summary>A queue file of its own in a temporary folder; time passes only when a case says so, unless other processes take part.</summary>
internal sealed class LocalBench(MessagingOptions options, TimeProvider time) : Bench(options, time)
{
    public static LocalBench Open(Action<MessagingOptions>? adjust, bool realTime)
    {
        MessagingOptions options = new()
        {
            LockDuration = realTime ? TimeSpan.FromMilliseconds(700) : TimeSpan.FromSeconds(30),
            DuplicateWindow = TimeSpan.FromMinutes(10),
            Local = new() { Path = Path.Combine(NewFolder(), "messages.db"), BusyTimeout = TimeSpan.FromMilliseconds(50) },
        };
        adjust?.Invoke(options);
        return new LocalBench(options, realTime ? TimeProvider.System : new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero)));
    }

    public override Task PrepareAsync()
    {
        if (!Options.CreateTopology)
        {
            Create();
        }

        return Task.CompletedTask;
    }

    public override async Task PassAsync(TimeSpan span)
    {
        if (Time is not FakeTimeProvider fake)
        {
            await Task.Delay(span, Time);
            return;
        }

        // In steps, with the pool given its turn, so that whatever waits for a moment on the way acts at that moment.
        for (int i = 0; i < 20; i++)
        {
            fake.Advance(span / 20);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    protected override async Task TickAsync()
    {
        (Time as FakeTimeProvider)?.Advance(TimeSpan.FromMilliseconds(50));
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
    }

    public override Task DeleteQueueAsync()
    {
        Run("DELETE FROM contents; DELETE FROM messages; DELETE FROM seen; DELETE FROM queues");
        return Task.CompletedTask;
    }

    public override Task RecreateQueueAsync()
    {
        Create();
        return Task.CompletedTask;
    }

    /// <summary>Another process holds the file, so every write of ours is refused.</summary>
    public override Task<IAsyncDisposable> CutAsync()
    {
        SqliteConnection other = new($"Data Source={Options.Local.Path};Pooling=False");
        other.Open();
        using SqliteCommand begin = other.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return Task.FromResult<IAsyncDisposable>(other);
    }

    protected override Task CleanAsync()
    {
        Directory.Delete(Path.GetDirectoryName(Options.Local.Path)!, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>In memory where there is such a place: a slow disk must not look like time that passed.</summary>
    private static string NewFolder()
    {
        const string memory = "/dev/shm";
        string folder = Path.Combine(Directory.Exists(memory) ? memory : Path.GetTempPath(), "conformance-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Opening it with the right to create topology creates what is missing.</summary>
    private void Create()
    {
        using SqliteConnection connection = Extraction.Worker.Messaging.Local.LocalConnection.Open(Options.Local, NullLogger.Instance);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "INSERT OR IGNORE INTO queues(name) VALUES ($queue); INSERT OR IGNORE INTO topics(name) VALUES ($topic)";
        command.Parameters.AddWithValue("$queue", Options.Queue);
        command.Parameters.AddWithValue("$topic", Options.Topic);
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using SqliteConnection connection = Extraction.Worker.Messaging.Local.LocalConnection.Open(Options.Local, NullLogger.Instance);
        Extraction.Worker.Messaging.Local.LocalSchema.Run(connection, sql);
    }
}
