using System.Text;
using Extraction.TestKit;
using Extraction.Worker.DeadLetters;
using Extraction.Worker.DeadLetters.Replaying;
using Extraction.Worker.Ledger;
using Extraction.Worker.Ledger.Sqlite;
using Extraction.Worker.Messaging;
using Extraction.Worker.Messaging.Local;
using Extraction.Worker.Messaging.RabbitMq;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Extraction.Worker.Tests.DeadLetters;

/// <summary>A queue with dead letters, a ledger, a clock that the test moves, and a worker that the test plays.</summary>
internal sealed class DeadLetterBench : IAsyncDisposable
{
    public const string Corrupt = "document-corrupt";
    public const string Empty = "document-empty";
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(30);
    public static readonly ReplayRequest Request = new("鲍勃", "the parser was mended");

    private readonly TemporaryFolder _folder = new();
    private readonly MessagingOptions _options;
    private readonly TimeProvider _clock;
    private readonly List<IMessageTransport> _open = [];

    private DeadLetterBench(TimeSpan duplicateWindow, bool realTime, Uri? rabbit)
    {
        _clock = realTime ? TimeProvider.System : Time;
        _options = new MessagingOptions
        {
            LockDuration = LockTime,
            DuplicateWindow = duplicateWindow,
            MaxDeliveryCount = 3,
            Local = new() { Path = _folder.File("messages.db") },
        };
        if (rabbit is not null)
        {
            _options.Transport = TransportKind.RabbitMq;
            _options.Queue = "deadletters-" + Guid.NewGuid().ToString("N");
            _options.Topic = _options.Queue + "-events";
            _options.RabbitMq.Address = rabbit;
        }

        Queue = OpenAnother().Queue;
        Ledger = new SqlLedger(new SqliteLedgerDatabase(_folder.File("ledger.db")), _clock);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public IMessageQueue Queue { get; }

    public SqlLedger Ledger { get; }

    public DeadLetterBox Box => new(Queue, Ledger, _clock);

    public static async Task<DeadLetterBench> OpenAsync(TimeSpan? duplicateWindow = null, bool realTime = false, Uri? rabbit = null)
    {
        DeadLetterBench bench = new(duplicateWindow ?? TimeSpan.FromDays(1), realTime, rabbit);
        await bench._open[0].CheckAsync(default);
        await bench.Ledger.MigrateAsync(default);
        return bench;
    }

    /// <summary>Opens the same queue once more, as another process would.</summary>
    public IMessageTransport OpenAnother()
    {
        IMessageTransport transport = _options.Transport == TransportKind.RabbitMq ? new RabbitTransport(_options, _clock) : new LocalTransport(_options, _clock);
        _open.Add(transport);
        return transport;
    }

    public string File(string name) => _folder.File(name);

    /// <summary>The settings of a worker on the same queue and ledger.</summary>
    public IConfiguration Settings() => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Messaging:Local:Path"] = _folder.File("messages.db"),
        ["Ledger:Path"] = _folder.File("ledger.db"),
    }).Build();

    /// <summary>Makes dead letters with one code.</summary>
    public async Task DeadLetterAsync(string code, params IEnumerable<string> ids)
    {
        OutgoingMessage[] messages = [.. ids.Select(id => new OutgoingMessage(id, Encoding.UTF8.GetBytes($$"""{"documentId":"{{id}}","kind":"news"}""")))];
        await Queue.SendAsync(messages, default);
        await HandleAsync(message => new DeadLetterReason(code, $"The document of {message.Id} is wrong.", "read")
        {
            Details = new Dictionary<string, string> { ["prompt"] = "company-profile@1.0.0", ["attempts"] = "2" },
        });
    }

    /// <summary>Plays a worker: finishes everything that waits, or gives it up for the reason that is given.</summary>
    public async Task<int> HandleAsync(Func<IReceivedMessage, DeadLetterReason?> reason)
    {
        int handled = 0;
        await using IMessageReceiver receiver = Queue.OpenReceiver();
        for (IReadOnlyList<IReceivedMessage> some = await ReceiveAsync(); some.Count > 0; some = await ReceiveAsync())
        {
            await Task.WhenAll(some.Select(message => HandleAsync(message, reason(message))));
            handled += some.Count;
        }

        return handled;

        Task<IReadOnlyList<IReceivedMessage>> ReceiveAsync() => receiver.ReceiveAsync(500, TimeSpan.Zero, default);
    }

    /// <summary>All dead letters that match.</summary>
    public async Task<List<DeadLetter>> ListAsync(DeadLetterFilter? filter = null)
    {
        List<DeadLetter> letters = [];
        await foreach (DeadLetter letter in Box.ListAsync(filter ?? new DeadLetterFilter(), default))
        {
            letters.Add(letter);
        }

        return letters;
    }

    /// <summary>Replays without waiting for outcomes.</summary>
    public Task<ReplayReport> ReplayAsync(DeadLetterFilter? filter = null, IMessageQueue? queue = null, ReplayRequest? request = null) =>
        ReplayAsync(request ?? Request with { Patience = TimeSpan.Zero }, filter, queue, _ => { }, default);

    public async Task<ReplayReport> ReplayAsync(ReplayRequest request, DeadLetterFilter? filter, IMessageQueue? queue, Action<ReplayedItem> report, CancellationToken cancellationToken) =>
        await new DeadLetterReplay(queue ?? Queue, Ledger, _clock).RunAsync(request, await ListAsync(filter), report, cancellationToken);

    /// <summary>Lets time run until the task has ended, and a worker work meanwhile.</summary>
    public async Task<T> RunAsync<T>(Task<T> task, Func<Task>? worker = null)
    {
        for (int turn = 0; !task.IsCompleted; turn++)
        {
            Assert.True(turn < 60_000, "This takes too long.");
            await (worker?.Invoke() ?? Task.CompletedTask);
            Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        return await task;
    }

    /// <summary>Everything in a part of the queue.</summary>
    public async Task<List<PeekedMessage>> PeekAsync(SubQueue subQueue)
    {
        List<PeekedMessage> all = [];
        for (IReadOnlyList<PeekedMessage> page = await Queue.PeekAsync(subQueue, 0, 1000, default); page.Count > 0; page = await Queue.PeekAsync(subQueue, all[^1].Sequence + 1, 1000, default))
        {
            all.AddRange(page);
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IMessageTransport transport in _open)
        {
            await transport.DisposeAsync();
        }

        await Ledger.DisposeAsync();
        _folder.Dispose();
    }

    private async Task HandleAsync(IReceivedMessage message, DeadLetterReason? reason)
    {
        string key = AttemptKey.Of(message.Id, message.Headers.GetValueOrDefault(MessageHeaders.Replay));
        AttemptHistory attempt = await Ledger.BeginAttemptAsync(key, message.Id, "worker", default);
        if (reason is null)
        {
            await Ledger.EndAttemptAsync(attempt.AttemptId, AttemptOutcome.Done, null, default);
            await message.CompleteAsync(default);
        }
        else
        {
            await Ledger.EndAttemptAsync(attempt.AttemptId, AttemptOutcome.Rejected, reason.Sentence, default);
            await message.DeadLetterAsync(reason, default);
        }
    }
}
