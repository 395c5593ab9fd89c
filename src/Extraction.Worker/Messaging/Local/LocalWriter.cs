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

    private readonly BlockingCollection<LocalOperation> waiting = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock starting = new();
    private readonly List<LocalOperation> batch = [];
    private Thread? thread;
    private int closing;
    private LocalSession? session;
    private volatile MessagingException? damage;

    /// <summary>Where the file was found damaged, nothing more is written or taken.</summary>
    public void Refuse(MessagingException? found) => damage = found ?? damage;

    /// <summary>Runs the work in a transaction, alone or with others, and returns when that is on the disk.</summary>
    public Task<T> WriteAsync<T>(Func<LocalSession, T> work, CancellationToken cancellationToken)
    {
        LocalOperation<T> operation = new(work, cancellationToken);
        Start();
        try
        {
            waiting.Add(operation, CancellationToken.None);
        }
        catch (InvalidOperationException) // closed, or closed and gone
        {
            throw new ObjectDisposedException(nameof(LocalTransport), "The queue is closed.");
        }

        return operation.Task;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closing, 1) == 0)
        {
            Start();
            waiting.CompleteAdding();
        }

        await ended.Task;
        waiting.Dispose();
    }

    private void Start()
    {
        lock (starting)
        {
            if (thread is null)
            {
                thread = new Thread(Work) { IsBackground = true, Name = "local queue writer" };
                thread.Start();
            }
        }
    }

    private void Work()
    {
        foreach (LocalOperation first in waiting.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < LargestBatch && waiting.TryTake(out LocalOperation? next))
            {
                batch.Add(next);
            }

            Write(batch);
        }

        session?.Dispose();
        ended.TrySetResult();
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
            if (session is not null && !File.Exists(options.Local.Path))
            {
                Close(); // somebody removed the file: what is written to the old one would be lost
            }

            if (damage is not null)
            {
                refusal = damage;
                return false;
            }

            session ??= LocalSession.Open(options, time, logger);
            session.Begin();
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
                operation.Run(session!);
            }

            session!.Commit();
            foreach (LocalOperation operation in operations)
            {
                operation.Deliver();
            }

            if (session.MadeAvailable)
            {
                changed.Raise();
            }

            return null;
        }
        catch (SqliteException error)
        {
            session!.RollBack();
            Close();
            return LocalErrors.Translate(error, options.Local.Path);
        }
        catch (Exception error)
        {
            session!.RollBack();
            return error;
        }
    }

    /// <summary>After an error the connection is opened anew at the next operation, so nothing of it lives on.</summary>
    private void Close()
    {
        session?.Dispose();
        session = null;
    }
}
