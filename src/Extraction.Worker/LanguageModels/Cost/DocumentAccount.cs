using Extraction.Contracts;

namespace Extraction.Worker.LanguageModels.Cost;

/// <summary>
/// What the model calls of one document take: failed tries, re-asks, and the tries of earlier attempts included. It flows with the asynchronous work that is done
/// for the document, as an activity does, so that every call made on the way is charged to it.
/// </summary>
internal sealed class DocumentAccount : IDisposable
{
    private static readonly AsyncLocal<DocumentAccount?> Flowing = new();

    private readonly DocumentAccount? _outer = Flowing.Value;
    private readonly Lock _lock = new();
    private ModelUsage _total;
    private decimal _reserved;

    private DocumentAccount(AccountKey key, ModelUsage before)
    {
        (Key, _total) = (key, before);
        Flowing.Value = this;
    }

    /// <summary>The account of the work at hand, or null.</summary>
    public static DocumentAccount? Current => Flowing.Value;

    public AccountKey Key { get; }

    /// <summary>All that was taken so far.</summary>
    public ModelUsage Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>Charges the calls that follow in this flow to a document, until it is disposed.</summary>
    /// <param name="key">The document under a recipe.</param>
    /// <param name="before">What earlier attempts took.</param>
    public static DocumentAccount Open(AccountKey key, ModelUsage before) => new(key, before);

    /// <summary>Adds what a call took, and gives back what was set aside for it.</summary>
    public void Charge(ModelUsage usage, decimal reserved)
    {
        lock (_lock)
        {
            _total += usage;
            _reserved -= reserved;
        }
    }

    /// <summary>Sets money aside for a call; false where that would go beyond a limit.</summary>
    public bool TryReserve(decimal amount, decimal limit)
    {
        lock (_lock)
        {
            if (_total.Cost + _reserved + amount > limit)
            {
                return false;
            }

            _reserved += amount;
            return true;
        }
    }

    public void Dispose() => Flowing.Value = _outer;
}
