using System.Data.Common;
using System.Threading.Channels;

namespace Extraction.Worker.Ledger.Writing;

/// <summary>Writes that wait for a writer. A writer takes all that wait and commits them together, so that many documents share one transaction.</summary>
internal sealed class WriteQueue : IAsyncDisposable
{
    private const int MaxBatch = 256;

    private readonly Channel<PendingWrite> _waiting = Channel.CreateBounded<PendingWrite>(4096);
    private readonly Action<IReadOnlyList<PendingWrite>> _commit;
    private readonly Func<Exception, bool> _isOutage;
    private readonly Func<Exception, Exception> _explain;
    private readonly Task _writers;

    /// <param name="count">How many writers, each a thread.</param>
    /// <param name="commit">Runs a batch in one transaction; raises when nothing of it is on the disk.</param>
    /// <param name="isOutage">Whether an error is the database's, so that no single write of a batch is to blame.</param>
    /// <param name="explain">What the caller of a failed write is told.</param>
    public WriteQueue(int count, Action<IReadOnlyList<PendingWrite>> commit, Func<Exception, bool> isOutage, Func<Exception, Exception> explain)
    {
        _commit = commit;
        _isOutage = isOutage;
        _explain = explain;
        _writers = Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
            Task.Factory.StartNew(Write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }

    /// <summary>Queues a write; the task ends when its transaction is on the disk.</summary>
    public async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, T> work, CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T result = default!;
        await _waiting.Writer.WriteAsync(
            new PendingWrite(
                (connection, transaction) => result = work(connection, transaction),
                () => done.TrySetResult(result),
                error => done.TrySetException(_explain(error))),
            cancellationToken);
        return await done.Task;
    }

    /// <summary>Commits what waits, then ends the writers.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writers;
    }

    private void Write()
    {
        List<PendingWrite> batch = new(MaxBatch);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (batch.Count < MaxBatch && _waiting.Reader.TryRead(out PendingWrite? next))
            {
                batch.Add(next);
            }

            if (batch.Count > 0)
            {
                Commit(batch);
                batch.Clear();
            }
        }
    }

    /// <summary>Where one write of a batch fails, all is rolled back and each runs in a transaction of its own, so that only the wrong one fails.</summary>
    private void Commit(List<PendingWrite> batch)
    {
        try
        {
            _commit(batch);
        }
        catch (Exception error) when (batch.Count > 1 && !_isOutage(error))
        {
            batch.ForEach(one => Commit([one]));
            return;
        }
        catch (Exception error)
        {
            batch.ForEach(one => one.Fail(error));
            return;
        }

        batch.ForEach(one => one.Done());
    }
}
