using Extraction.Worker.Cli;
using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Extraction.Conformance.Crashes;

/// <summary>One broker and one ledger that several worker processes share, and what consumers of the topic have seen.</summary>
internal abstract class Ground : IAsyncDisposable
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private ServiceProvider? _services;

    public abstract string Name { get; }

    public IMessageTransport Transport => Services.GetRequiredService<IMessageTransport>();

    public ILedger Ledger => Services.GetRequiredService<ILedger>();

    /// <summary>The ids of all events that consumers have received.</summary>
    public IReadOnlySet<string> Published => _seen;

    /// <summary>How often an event came under an id that had come before, and was dropped by its consumer.</summary>
    public int Repeats { get; private set; }

    /// <summary>The product's settings for this broker and this ledger.</summary>
    public abstract IReadOnlyDictionary<string, string?> Settings { get; }

    private ServiceProvider Services => _services ??= new ServiceCollection()
        .AddLogging()
        .AddWorker(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build())
        .BuildServiceProvider();

    /// <summary>Makes broker and ledger ready.</summary>
    public virtual async Task PrepareAsync()
    {
        await Transport.CheckAsync(default);
        await Ledger.MigrateAsync(default);
    }

    /// <summary>Sends documents by a way that no fault touches.</summary>
    public virtual Task SendAsync(IReadOnlyList<OutgoingMessage> documents) => Transport.Queue.SendAsync(documents, default);

    /// <summary>Receives what was published since the last call.</summary>
    public async Task ConsumeAsync()
    {
        await foreach (string id in NewEventsAsync())
        {
            Repeats += _seen.Add(id) ? 0 : 1;
        }
    }

    /// <summary>Closes its own broker and ledger; the next use opens them again.</summary>
    public async Task CloseAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
            _services = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await CleanAsync();
    }

    protected abstract IAsyncEnumerable<string> NewEventsAsync();

    protected abstract Task CleanAsync();
}
