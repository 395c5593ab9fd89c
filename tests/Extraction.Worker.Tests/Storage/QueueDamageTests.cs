using System.Text;
using Extraction.TestKit;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.Local;
using Extraction.Worker.Tests.LanguageModels;
using Extraction.Worker.Tests.Messaging;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Extraction.Worker.Tests.Storage;

/// <summary>A flipped bit anywhere in the queue file or its log is harmless, or it is said: no message is lost or changed without a word.</summary>
public sealed class QueueDamageTests : IDisposable
{
    private const int Messages = 30;
    private const int Events = 10;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 100)]
    public async Task AFlippedBitIsNeverSilent(bool inLog, int flips)
    {
        MessagingOptions options = new() { Local = new() { Path = _folder.File("messages.db") } };
        MessagingOptions damaged = new() { Local = new() { Path = _folder.File("copy.db") } };
        DamagedFile file;
        await using (LocalTransport transport = new(options, TimeProvider.System))
        {
            await transport.CheckAsync(default);
            for (int number = 0; number < Messages; number += 2)
            {
                await transport.Queue.SendAsync([Message(number), Message(number + 1)], default);
            }

            await transport.Topic.PublishAsync([.. Enumerable.Range(0, Events).Select(number => LocalFile.Message($"e{number:D2}"))], default);
            if (!inLog)
            {
                await transport.DisposeAsync(); // which folds the log into the file
            }

            file = DamagedFile.Of(options.Local.Path, damaged.Local.Path);
        }

        Dictionary<DamagedFile.Outcome, int> outcomes = await file.FlipAsync(inLog, flips, async () =>
        {
            LineLog log = new();
            using ILoggerFactory loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
            await using LocalTransport transport = new(damaged, TimeProvider.System, loggers.CreateLogger<LocalTransport>());
            return await LookAsync(transport, log);
        });
        Assert.True(outcomes.GetValueOrDefault(DamagedFile.Outcome.Refused) > 0);
        Assert.True(outcomes.GetValueOrDefault(DamagedFile.Outcome.PutAside) > 0);
    }

    [Fact]
    public async Task ADamagedDeadLetterIsShownAndNeverReplayed()
    {
        MessagingOptions options = new() { Local = new() { Path = _folder.File("messages.db") } };
        await using LocalTransport transport = new(options, TimeProvider.System);
        await transport.Queue.SendAsync([LocalFile.Message("a")], default);
        IReceivedMessage message = Assert.Single(await LocalFile.TakeNowAsync(transport));
        await message.DeadLetterAsync(new DeadLetterReason("document-corrupt", "The bytes are damaged.", "read"), default);
        using (SqliteConnection connection = new($"Data Source={options.Local.Path};Pooling=False"))
        {
            connection.Open();
            LocalSchema.Run(connection, "UPDATE contents SET headers = substr(headers, 3)");
        }

        IReceivedMessage dead = Assert.Single(await LocalFile.TakeNowAsync(transport, SubQueue.DeadLetters));
        Assert.Equal(DeadLetterReason.DamagedCode, dead.Headers[MessageHeaders.DeadLetterCode]);
        Assert.Equal("body of a", Encoding.UTF8.GetString(dead.Body.Span));
    }

    [Fact]
    public async Task OnceDamageIsFoundNothingMoreIsWritten()
    {
        MessagingOptions options = new() { Local = new() { Path = _folder.File("messages.db") } };
        await using LocalTransport transport = new(options, TimeProvider.System);
        await transport.Queue.SendAsync([LocalFile.Message("a")], default);
        Assert.Null(await transport.FindDamageAsync(default));
        using (SqliteConnection connection = new($"Data Source={options.Local.Path};Pooling=False"))
        {
            connection.Open();
            LocalSchema.Run(connection, "DROP INDEX messages_by_state");
        }

        string? found = await transport.FindDamageAsync(default);
        MessagingException refused = await Assert.ThrowsAsync<MessagingException>(() => transport.Queue.SendAsync([LocalFile.Message("b")], default));
        Assert.Equal(found, refused.Message);
        Assert.Contains("its tables are not those that this program makes", found!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileOfTheFirstVersionIsBroughtUpToDateAndItsEventsAreKept()
    {
        MessagingOptions options = new() { Local = new() { Path = _folder.File("messages.db") } };
        await using (LocalTransport before = new(options, TimeProvider.System))
        {
            await before.Queue.SendAsync([LocalFile.Message("a")], default);
            await before.Topic.PublishAsync([LocalFile.Message("e")], default);
        }

        using (SqliteConnection connection = new($"Data Source={options.Local.Path};Pooling=False"))
        {
            connection.Open();
            LocalSchema.Run(connection, "ALTER TABLE events DROP COLUMN checksum; PRAGMA user_version=1");
        }

        await using LocalTransport transport = new(options, TimeProvider.System);
        Assert.Equal(["a"], await LocalFile.ReceiveNowAsync(transport));
        await foreach (PublishedEvent one in transport.Topic.ReadAsync(0, follow: false, default))
        {
            Assert.Equal("e", one.Id);
        }

        Assert.Null(await transport.FindDamageAsync(default));
    }

    private static OutgoingMessage Message(int number) => LocalFile.Message($"m{number:D2}", number % 3 == 0 ? "key" : null) with
    {
        Headers = new Dictionary<string, string> { ["attempts"] = "1" },
    };

    /// <summary>Reads all there is; fails where something is missing or changed and nobody said so.</summary>
    private static async Task<DamagedFile.Outcome> LookAsync(LocalTransport transport, LineLog log)
    {
        if (await transport.FindDamageAsync(default) is not null)
        {
            return DamagedFile.Outcome.Refused;
        }

        List<string> whole = [];
        await using (IMessageReceiver receiver = transport.Queue.OpenReceiver())
        {
            while (await receiver.ReceiveAsync(Messages, TimeSpan.Zero, default) is { Count: > 0 } some)
            {
                foreach (IReceivedMessage one in some)
                {
                    OutgoingMessage sent = Message(int.Parse(one.Id[1..], System.Globalization.CultureInfo.InvariantCulture));
                    Assert.Equal((sent.OrderingKey, "1"), (one.OrderingKey, one.Headers["attempts"]));
                    Assert.Equal(sent.Body.ToArray(), one.Body.ToArray());
                    whole.Add(one.Id);
                    await one.CompleteAsync(default);
                }
            }
        }

        int dead = (await LocalFile.TakeNowAsync(transport, SubQueue.DeadLetters)).Count;
        int events = 0;
        await foreach (PublishedEvent one in transport.Topic.ReadAsync(0, follow: false, default))
        {
            Assert.Equal("body of " + one.Id, Encoding.UTF8.GetString(one.Body.Span));
            events++;
        }

        bool told = log.Lines.Any(line => line.Line.Contains("was dropped", StringComparison.Ordinal));
        Assert.True(told || whole.Count + dead == Messages, $"{whole.Count} messages and {dead} dead letters of {Messages}");
        Assert.True(told || events == Events, $"{events} of {Events} events");
        return told || dead > 0 ? DamagedFile.Outcome.PutAside : DamagedFile.Outcome.Harmless;
    }
}
