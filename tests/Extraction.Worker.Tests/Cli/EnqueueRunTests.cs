using Extraction.TestKit;
using Extraction.Worker.Cli;
using Extraction.Worker.Cli.Enqueue;
using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Worker.Tests.Cli;

/// <summary>Submitting many files, on a broker that drops no duplicates.</summary>
public sealed class EnqueueRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingQueue _queue = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ASecondRunSubmitsNothingTwice()
    {
        Write(250);
        Assert.Equal(0, await RunAsync());
        Assert.Equal([100, 100, 50], _queue.Batches.Select(batch => batch.Count));
        Assert.Equal(0, await RunAsync());
        Assert.Equal(3, _queue.Batches.Count);
        Assert.Contains("0 messages accepted by 'recording', 250 were there already", _output.ToString(), StringComparison.Ordinal);
        _folder.Write("in/new.txt", "a new one");
        await RunAsync();
        Assert.StartsWith("new-", Assert.Single(_queue.Batches[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatIsCutOffIsGoneOnFrom()
    {
        Write(1000);
        _queue.AwayAfter = 4;
        await Assert.ThrowsAsync<MessagingUnavailableException>(() => RunAsync());
        _queue.AwayAfter = int.MaxValue;
        Assert.Equal(0, await RunAsync());
        Assert.Equal(1000, _queue.Sent.Count);
        Assert.Equal(1000, _queue.Sent.Distinct().Count());
    }

    [Fact]
    public async Task WhatWasSubmittedIsSubmittedAgainOnlyWhenThatIsAsked()
    {
        Write(3);
        await RunAsync();
        await RunAsync(again: true);
        Assert.Equal((6, 3), (_queue.Sent.Count, _queue.Sent.Distinct().Count()));
    }

    [Fact]
    public async Task ABatchIsBoundedInBytesToo()
    {
        for (int number = 0; number < 12; number++)
        {
            await File.WriteAllBytesAsync(_folder.File($"{number}.bin"), [(byte)number, .. new byte[700_000]], TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await RunAsync(inline: true));
        Assert.Equal(12, _queue.Sent.Count);
        Assert.All(_queue.Bytes, bytes => Assert.InRange(bytes, 1, 4 * 1024 * 1024));
    }

    [Fact]
    public async Task AFileThatIsTooLargeKeepsNoOtherBack()
    {
        Write(5);
        await File.WriteAllBytesAsync(_folder.File("in/2-large.bin"), new byte[2_000_000], TestContext.Current.CancellationToken);
        Assert.Equal(1, await RunAsync(inline: true));
        Assert.Equal(5, _queue.Sent.Count);
        Assert.Contains("2-large.bin", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatTheBrokerRefusesForItsSizeKeepsNoOtherBack()
    {
        Write(5);
        _queue.LargestBody = 600;
        await File.WriteAllBytesAsync(_folder.File("in/2-large.bin"), new byte[1000], TestContext.Current.CancellationToken);
        Assert.Equal(1, await RunAsync(inline: true));
        Assert.Equal(5, _queue.Sent.Count);
        Assert.Contains("2-large", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APathThatIsNotThereIsSaidAndTheOthersGo()
    {
        Write(2);
        CliConsole console = new(_output, _error);
        using SubmittedIds submitted = SubmittedIds.Open(_folder.File("submitted.db"), Messaging());
        Assert.Equal(1, await new EnqueueRun(console, _queue, New(inline: false), submitted, again: false).RunAsync(["nowhere", _folder.File("in")], json: false, default));
        Assert.Contains("nowhere: there is no such file", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, _queue.Sent.Count);
    }

    [Fact]
    public void AnotherQueueHasItsOwnRecord()
    {
        using (SubmittedIds one = SubmittedIds.Open(_folder.File("submitted.db"), Messaging()))
        {
            one.Add(["a"]);
            Assert.True(one.Contains("a"));
        }

        using SubmittedIds other = SubmittedIds.Open(_folder.File("submitted.db"), Messaging("elsewhere"));
        Assert.False(other.Contains("a"));
    }

    private void Write(int files)
    {
        for (int number = 0; number < files; number++)
        {
            _folder.Write($"in/{number % 7}/{number}.txt", $"document {number}");
        }
    }

    private async Task<int> RunAsync(bool again = false, bool inline = false)
    {
        using SubmittedIds submitted = SubmittedIds.Open(_folder.File(".record/submitted.db"), Messaging());
        string path = Directory.Exists(_folder.File("in")) ? _folder.File("in") : _folder.File("*.bin");
        return await new EnqueueRun(new CliConsole(_output, _error), _queue, New(inline), submitted, again).RunAsync([path], json: false, default);
    }

    private static Submission New(bool inline) => new(null, 20, inline, null, 1_000_000, TimeProvider.System);

    private static MessagingOptions Messaging(string name = "documents") =>
        new() { Transport = TransportKind.RabbitMq, Queue = name, RabbitMq = new() { Address = new Uri("amqp://user:secret@broker:5672/") } };
}
