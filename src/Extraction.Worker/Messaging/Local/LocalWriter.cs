using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Extraction.Worker.Messaging.Local;

/// <summary>
/// The one thread of this process that writes the file. Whatever waits when a transaction begins goes into it together, so that concurrent
/// senders and settlers share one fsync; nobody hears of success before the commit is on the disk.
/// </summary>
internal sealed class LocalWriter(MessagingOptions options, TimeProvider time, ILogger logger, ChangeSignal changed) : IAsyncDisposable
{
    /// <summary>Enough to share an fsync well; few enough that no caller waits long for the commit.</summary>
    private const int LargestBatch = 512;

    private readonly BlockingCollection<LocalOperation> _waiting = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _starting = new();
    private readonly List<LocalOperation> _batch = [];
    private Thread? _thread;
    private int _closing;
    private LocalSession? _session;
    private volatile MessagingException? _damage;

    /// <summary>Where the file was found damaged, nothing more is written or taken.</summary>
    public void Refuse(MessagingException? found) => _damage = found ?? _damage;

    /// <summary>Runs the work in a transaction, alone or with others, and returns when that is on the disk.</summary>
    public Task<T> WriteAsync<T>(Func<LocalSession, T> work, CancellationToken cancellationToken)
    {
        LocalOperation<T> operation = new(work, cancellationToken);
        Start();
        try
        {
            _waiting.Add(operation, CancellationToken.None);
        }
        catch (InvalidOperationException) // closed, or closed and gone
        {
            throw new ObjectDisposedException(nameof(LocalTransport), "The queue is closed.");
        }

        return operation.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) == 0)
        {
            Start();
            _waiting.CompleteAdding();
        }

        await _ended.Task;
        _waiting.Dispose();
    }

    private void Start()
    {
        lock (_starting)
        {
            if (_thread is null)
            {
                _thread = new Thread(Work) { IsBackground = true, Name = "local queue writer" };
                _thread.Start();
            }
        }
    }

    private void Work()
    {
        foreach (LocalOperation first in _waiting.GetConsumingEnumerable())
        {
            _batch.Clear();
            _batch.Add(first);
            while (_batch.Count < LargestBatch && _waiting.TryTake(out LocalOperation? next))
            {
                _batch.Add(next);
            }

            Write(_batch);
        }

        _session?.Dispose();
        _ended.TrySetResult();
    }

    private void Write(List<LocalOperation> operations)
    {
        if (!TryBegin(out Exception? refusal))
        {
            operations.ForEach(operation => operation.Fail(refusal));
            return;
        }

        Exception? failure = TryFinish(operations);
        if (failure is not null && operations.Count == 1)
        {
            operations[0].Fail(failure);
        }
        else if (failure is not null)
        {
            // One of them met the error, and the others shall not suffer for it: each again, in a transaction of its own.
            foreach (LocalOperation operation in operations)
            {
                Write([operation]);
            }
        }
    }

    private bool TryBegin([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Exception? refusal)
    {
        try
        {
            if (_session is not null && !File.Exists(options.Local.Path))
            {
                Close(); // somebody removed the file: what is written to the old one would be lost
            }

            if (_damage is not null)
            {
                refusal = _damage;
                return false;
            }

            _session ??= LocalSession.Open(options, time, logger);
            _session.Begin();
            refusal = null;
            return true;
        }
        catch (SqliteException error)
        {
            Close();
            refusal = LocalErrors.Translate(error, options.Local.Path);
            return false;
        }
        catch (MessagingException error)
        {
            refusal = error;
            return false;
        }
    }

    private Exception? TryFinish(List<LocalOperation> operations)
    {
        try
        {
            foreach (LocalOperation operation in operations)
            {
                operation.Run(_session!);
            }

            _session!.Commit();
            foreach (LocalOperation operation in operations)
            {
                operation.Deliver();
            }

            if (_session.MadeAvailable)
            {
                changed.Raise();
            }

            return null;
        }
        catch (SqliteException error)
        {
            _session!.RollBack();
            Close();
            return LocalErrors.Translate(error, options.Local.Path);
        }
        catch (Exception error)
        {
            _session!.RollBack();
            return error;
        }
    }

    /// <summary>After an error the connection is opened anew at the next operation, so nothing of it lives on.</summary>
    private void Close()
    {
        _session?.Dispose();
        _session = null;
    }
}
