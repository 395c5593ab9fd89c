using Extraction.Worker.Messaging;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Extraction.Worker.Tests.Messaging;

public sealed class LocalFileFaultTests
{
    [Fact]
    public async Task AFileThatIsNoDatabaseIsOneClearSentence()
    {
        await using LocalFile file = new();
        await File.WriteAllTextAsync(file.Options.Local.Path, new string('x', 5000));
        MessagingException error = await Assert.ThrowsAsync<MessagingException>(() => file.Open().CheckAsync(default));
        Assert.Contains(file.Options.Local.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("damaged or is not a queue file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseOfSomethingElseIsRefusedAndLeftAlone()
    {
        await using LocalFile file = new();
        file.Run("CREATE TABLE mine(id)");
        MessagingException error = await Assert.ThrowsAsync<MessagingException>(() => file.Open().CheckAsync(default));
        Assert.Contains("not a queue file", error.Message, StringComparison.Ordinal);
        file.Run("SELECT id FROM mine");
    }

    [Fact]
    public async Task APathThatIsAFolderIsOneClearSentence()
    {
        await using LocalFile file = new();
        Directory.CreateDirectory(file.Options.Local.Path);
        MessagingUnavailableException error = await Assert.ThrowsAsync<MessagingUnavailableException>(() => file.Open().CheckAsync(default));
        Assert.Contains("cannot be opened", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFlippedBitInABodyIsDeadLetteredAndNeverDelivered()
    {
        await using LocalFile file = new();
        IMessageTransport transport = file.Open();
        await transport.Queue.SendAsync([LocalFile.Message("a"), LocalFile.Message("b")], default);
        file.Run("UPDATE contents SET body = CAST('Body of a' AS BLOB) WHERE seq = 1");
        Assert.Equal(["b"], await LocalFile.ReceiveNowAsync(transport));
        IReceivedMessage dead = Assert.Single(await LocalFile.TakeNowAsync(transport, SubQueue.DeadLetters));
        Assert.Equal("message-damaged", dead.Headers[MessageHeaders.DeadLetterCode]);
    }

    [Fact]
    public async Task ATornEndOfTheLogLosesOnlyWhatWasNeverAcknowledged()
    {
        await using LocalFile file = new();
        IMessageTransport transport = file.Open();
        await transport.Queue.SendAsync([LocalFile.Message("a")], default);

        // A crash: the files as they stand, with half a frame behind the last commit.
        string copy = Path.Combine(Path.GetDirectoryName(file.Options.Local.Path)!, "copy.db");
        File.Copy(file.Options.Local.Path, copy);
        File.Copy(file.Options.Local.Path + "-wal", copy + "-wal");
        await File.AppendAllTextAsync(copy + "-wal", new string('\u0001', 2000));
        file.Options.Local.Path = copy;
        Assert.Equal(["a"], await LocalFile.ReceiveNowAsync(file.Open()));
    }

    [Fact]
    public async Task WhileAnotherHoldsTheFileSendingIsRefusedAndThenGoesOn()
    {
        await using LocalFile file = new();
        file.Options.Local.BusyTimeout = TimeSpan.FromMilliseconds(50);
        IMessageTransport transport = file.Open();
        await transport.CheckAsync(default);
        using (SqliteConnection other = new($"Data Source={file.Options.Local.Path};Pooling=False"))
        {
            other.Open();
            Worker.Messaging.Local.LocalSchema.Run(other, "BEGIN IMMEDIATE");
            MessagingUnavailableException error = await Assert.ThrowsAsync<MessagingUnavailableException>(
                () => transport.Queue.SendAsync([LocalFile.Message("a"), LocalFile.Message("b")], default));
            Assert.Contains("held by another process", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await transport.Queue.CountAsync(default)).Active);
        await transport.Queue.SendAsync([LocalFile.Message("a")], default);
        Assert.Equal(["a"], await LocalFile.ReceiveNowAsync(transport));
    }

    [Fact]
    public async Task AMissingQueueIsOneClearSentence()
    {
        await using LocalFile file = new();
        file.Options.CreateTopology = false;
        QueueNotFoundException error = await Assert.ThrowsAsync<QueueNotFoundException>(() => file.Open().CheckAsync(default));
        Assert.Contains("documents", error.Message, StringComparison.Ordinal);
    }
}
