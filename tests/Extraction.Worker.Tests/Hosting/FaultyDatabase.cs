using System.Data.Common;
using Extraction.Worker.Ledger;

namespace Extraction.Worker.Tests.Hosting;

/// <summary>A ledger's database that is away when the test says so.</summary>
internal sealed class FaultyDatabase(ILedgerDatabase inner) : ILedgerDatabase
{
    private volatile bool _down;
    private int _refused;
    private int _writes;

    public bool Down
    {
        get => _down;
        set => _down = value;
    }

    /// <summary>How many calls it refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>Goes away by itself after so many more writes; 0 for never.</summary>
    public int DownAfterWrites
    {
        get => Volatile.Read(ref _writes);
        set => Volatile.Write(ref _writes, value);
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken)
    {
        Check();
        _down |= DownAfterWrites > 0 && Interlocked.Decrement(ref _writes) == 0;
        return inner.WriteAsync(work, cancellationToken);
    }

    public Task<T> WriteAloneAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken) => inner.WriteAloneAsync(work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken)
    {
        Check();
        return inner.ReadAsync(query, cancellationToken);
    }

    public Task<string?> FindDamageAsync(CancellationToken cancellationToken) => inner.FindDamageAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Check()
    {
        if (_down)
        {
            Interlocked.Increment(ref _refused);
            throw new LedgerUnavailableException("The ledger is away; start it.");
        }
    }
}
