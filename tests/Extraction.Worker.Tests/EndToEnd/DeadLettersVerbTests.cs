using System.Text.Json;
using Extraction.TestKit;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.Local;
using Xunit;

namespace Extraction.Worker.Tests.EndToEnd;

/// <summary>What an operator types about messages that were given up.</summary>
public sealed class DeadLettersVerbTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LocalTransport _transport = null!;

    public async ValueTask InitializeAsync()
    {
        _transport = new LocalTransport(new MessagingOptions { Local = new() { Path = _folder.File(".extraction/messages.db") } }, TimeProvider.System);
        await DeadLetterAsync("document-missing", "a", "b", "c");
        await DeadLetterAsync("document-encrypted", "secret");
    }

    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task TheyAreListedCountedAndShown()
    {
        CliRun list = await RunAsync("list", "--code", "document-missing");
        Assert.Equal(0, list.ExitCode);
        Assert.Contains("'a' is wrong.", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", list.Output, StringComparison.Ordinal);

        JsonElement[] groups = (await RunAsync("list", "--by", "code", "--json")).Json();
        Assert.Equal([("document-missing", 3), ("document-encrypted", 1)], groups.Select(group => (group.GetProperty("by").GetProperty("code").GetString(), group.GetProperty("count").GetInt32())));

        CliRun show = await RunAsync("show", "secret");
        Assert.Contains("\"documentId\":\"secret\"", show.Output, StringComparison.Ordinal);
        Assert.Contains("document-encrypted", show.Output, StringComparison.Ordinal);

        CliRun missing = await RunAsync("show", "nobody");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("There is no dead letter 'nobody'", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReplaySendsWhatTheFilterChoseOnceAndSaysWhatBecameOfEach()
    {
        CliRun dry = await RunAsync("replay", "--code", "document-missing", "--dry-run");
        Assert.Contains("3 dead letters would be sent again", dry.Output, StringComparison.Ordinal);
        Assert.Equal(4, (await CountsAsync()).DeadLettered);

        CliRun replay = await RunAsync("replay", "--code", "document-missing", "--wait", "0s", "--why", "the share is back", "--to-prompt", "company-profile@1.0.0");
        Assert.True(replay.ExitCode == 0, replay.Error);
        Assert.Equal(4, replay.Lines.Length);
        Assert.Equal("3 chosen: 3 sent; 0 left. All are sent.", replay.Lines[^1]);
        Assert.Equal((3, 1), ((await CountsAsync()).Active, (await CountsAsync()).DeadLettered));
        IReadOnlyList<PeekedMessage> sent = await _transport.Queue.PeekAsync(SubQueue.Main, 0, 10, default);
        Assert.All(sent, message => Assert.Equal("company-profile@1.0.0", message.Headers[MessageHeaders.Prompt]));

        CliRun again = await RunAsync("replay", "--code", "document-missing", "--why", "once more");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("None of the 1 dead letters", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADiscardGoesToTheArchiveFirst()
    {
        CliRun discard = await RunAsync("discard", "--id", "secret", "--archive", "gone.jsonl", "--who", "鲍勃", "--why", "withdrawn", "--json");
        Assert.True(discard.ExitCode == 0, discard.Error);
        JsonElement line = JsonSerializer.Deserialize<JsonElement>(Assert.Single(await File.ReadAllLinesAsync(_folder.File("gone.jsonl"), TestContext.Current.CancellationToken)));
        Assert.Equal(("secret", "鲍勃", "withdrawn"), (line.GetProperty("id").GetString(), line.GetProperty("who").GetString(), line.GetProperty("why").GetString()));
        Assert.Equal(3, (await CountsAsync()).DeadLettered);
    }

    [Theory]
    [InlineData(2, "--why is missing", "replay", "--all")]
    [InlineData(2, "--archive", "discard", "--all", "--why", "x")]
    [InlineData(2, "'20/day' must be a number above zero", "replay", "--all", "--why", "x", "--rate", "20/day")]
    [InlineData(2, "'soon' is no length of time", "list", "--older-than", "soon")]
    [InlineData(2, "colour", "list", "--by", "colour")]
    [InlineData(1, "or with --all", "replay", "--why", "x")]
    [InlineData(1, "must be NAME@VERSION", "replay", "--all", "--why", "x", "--to-prompt", "company-profile")]
    [InlineData(1, "holds no 9.9.9", "replay", "--all", "--why", "x", "--to-prompt", "company-profile@9.9.9")]
    public async Task WhatIsNotMeantIsNotDone(int code, string sentence, params string[] arguments)
    {
        CliRun run = await RunAsync(arguments);
        Assert.Equal(code, run.ExitCode);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Equal((0, 4), ((await CountsAsync()).Active, (await CountsAsync()).DeadLettered));
    }

    private Task<CliRun> RunAsync(params string[] arguments) => OwnProcess.RunAsync(_folder, null, ["deadletters", .. arguments]);

    private Task<QueueCounts> CountsAsync() => _transport.Queue.CountAsync(TestContext.Current.CancellationToken);

    private async Task DeadLetterAsync(string code, params string[] ids)
    {
        await _transport.Queue.SendAsync([.. ids.Select(id => new OutgoingMessage(id, JsonSerializer.SerializeToUtf8Bytes(new { documentId = id, kind = "news" })))], default);
        await using IMessageReceiver receiver = _transport.Queue.OpenReceiver();
        foreach (IReceivedMessage message in await receiver.ReceiveAsync(ids.Length, TimeSpan.Zero, default))
        {
            await message.DeadLetterAsync(new DeadLetterReason(code, $"'{message.Id}' is wrong.", "read"), default);
        }
    }
}
