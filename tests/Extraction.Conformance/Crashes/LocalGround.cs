using Extraction.TestKit;
using Extraction.Worker.Messaging;

namespace Extraction.Conformance.Crashes;

/// <summary>The embedded queue and a SQLite ledger, on the disk.</summary>
internal sealed class LocalGround : Ground
{
    private readonly TemporaryFolder _folder = new();
    private long _position;

    public LocalGround() => Settings = new Dictionary<string, string?>
    {
        ["Messaging:Local:Path"] = _folder.File("messages.db"),
        ["Ledger:Path"] = _folder.File("ledger.db"),
    };

    public override string Name => "Local + SQLite";

    public override IReadOnlyDictionary<string, string?> Settings { get; }

    protected override async IAsyncEnumerable<string> NewEventsAsync()
    {
        await foreach (PublishedEvent one in Transport.Topic.ReadAsync(_position, follow: false, default))
        {
            _position = one.Position;
            yield return one.Id;
        }
    }

    protected override Task CleanAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
