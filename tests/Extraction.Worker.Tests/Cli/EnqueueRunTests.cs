using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Cli.Enqueue;
using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Worker.Tests.Cli;

/// <summary>Submitting many files, on a broker that drops no duplicates.</summary>
public sealed class EnqueueRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RecordingQueue queue = new();
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ASecondRunSubmitsNothingTwice()
    {
        Write(250);
        Assert.Equal(0, await RunAsync());
        Assert.Equal([100, 100, 50], queue.Batches.Select(batch => batch.Count));
        Assert.Equal(0, await RunAsync());
        Assert.Equal(3, queue.Batches.Count);
        Assert.Contains("0 messages accepted by 'recording', 250 were there already", output.ToString(), StringComparison.Ordinal);
        folder.Write("in/new.txt", "a new one");
        await RunAsync();
        Assert.StartsWith("new-", Assert.Single(queue.Batches[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatIsCutOffIsGoneOnFrom()
    {
        Write(1000);
        queue.AwayAfter = 4;
        await Assert.ThrowsAsync<MessagingUnavailableException>(() => RunAsync());
        queue.AwayAfter = int.MaxValue;
        Assert.Equal(0, await RunAsync());
        Assert.Equal(1000, queue.Sent.Count);
        Assert.Equal(1000, queue.Sent.Distinct().Count());
    }

    [Fact]
    public async Task WhatWasSubmittedIsSubmittedAgainOnlyWhenThatIsAsked()
    {
        Write(3);
        await RunAsync();
        await RunAsync(again: true);
        Assert.Equal((6, 3), (queue.Sent.Count, queue.Sent.Distinct().Count()));
    }

    [Fact]
    public async Task ABatchIsBoundedInBytesToo()
    {
        for (int number = 0; number < 12; number++)
        {
            await File.WriteAllBytesAsync(folder.File($"{number}.bin"), [(byte)number, .. new byte[700_000]], TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await RunAsync(inline: true));
        Assert.Equal(12, queue.Sent.Count);
        Assert.All(queue.Bytes, bytes => Assert.InRange(bytes, 1, 4 * 1024 * 1024));
    }

    [Fact]
    public async Task AFileThatIsTooLargeKeepsNoOtherBack()
    {
        Write(5);
        await File.WriteAllBytesAsync(folder.File("in/2-large.bin"), new byte[2_000_000], TestContext.Current.CancellationToken);
        Assert.Equal(1, await RunAsync(inline: true));
        Assert.Equal(5, queue.Sent.Count);
        Assert.Contains("2-large.bin", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheBrokerRefusesForItsSizeKeepsNoOtherBack()
    {
        Write(5);
        queue.LargestBody = 600;
        await File.WriteAllBytesAsync(folder.File("in/2-large.bin"), new byte[1000], TestContext.Current.CancellationToken);
        Assert.Equal(1, await RunAsync(inline: true));
        Assert.Equal(5, queue.Sent.Count);
        Assert.Contains("2-large", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APathThatIsNotThereIsSaidAndTheOthersGo()
    {
        Write(2);
        CliConsole console = new(output, error);
        using SubmittedIds submitted = SubmittedIds.Open(folder.File("submitted.db"), Messaging());
        Assert.Equal(1, await new EnqueueRun(console, queue, New(inline: false), submitted, again: false).RunAsync(["nowhere", folder.File("in")], json: false, default));
        Assert.Contains("nowhere: there is no such file", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, queue.Sent.Count);
    }

    [Fact]
    public void AnotherQueueHasItsOwnRecord()
    {
        using (SubmittedIds one = SubmittedIds.Open(folder.File("submitted.db"), Messaging()))
        {
            one.Add(["a"]);
            Assert.True(one.Contains("a"));
        }

        using SubmittedIds other = SubmittedIds.Open(folder.File("submitted.db"), Messaging("elsewhere"));
        Assert.False(other.Contains("a"));
    }

    private void Write(int files)
    {
        for (int number = 0; number < files; number++)
        {
            folder.Write($"in/{number % 7}/{number}.txt", $"document {number}");
        }
    }

    private async Task<int> RunAsync(bool again = false, bool inline = false)
    {
        using SubmittedIds submitted = SubmittedIds.Open(folder.File(".record/submitted.db"), Messaging());
        string path = Directory.Exists(folder.File("in")) ? folder.File("in") : folder.File("*.bin");
        return await new EnqueueRun(new CliConsole(output, error), queue, New(inline), submitted, again).RunAsync([path], json: false, default);
    }

    private static Submission New(bool inline) => new(null, 20, inline, null, 1_000_000, TimeProvider.System);

    private static MessagingOptions Messaging(string name = "documents") =>
        new() { Transport = TransportKind.RabbitMq, Queue = name, RabbitMq = new() { Address = new Uri("amqp://user:secret@broker:5672/") } };
}
