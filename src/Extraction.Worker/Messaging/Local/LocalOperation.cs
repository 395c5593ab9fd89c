namespace Extraction.Worker.Messaging.Local;

/// <summary>One piece of work for the writer. It may run twice: when a neighbour in its transaction fails, each runs in one of its own.</summary>
internal abstract class LocalOperation
{
    /// <summary>Runs within a transaction; a refusal (lost lock, missing queue) changes nothing and is kept for the caller.</summary>
    public abstract void Run(LocalSession session);

    /// <summary>Tells the caller what came out. The transaction is committed.</summary>
    public abstract void Deliver();

    public abstract void Fail(Exception error);
}

/// <inheritdoc/>
internal sealed class LocalOperation<T>(Func<LocalSession, T> work, CancellationToken cancellationToken) : LocalOperation
{
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? result;
    private MessagingException? refusal;
    private bool cancelled;

    public Task<T> Task => done.Task;

    public override void Run(LocalSession session)
    {
        refusal = null;
        cancelled = cancellationToken.IsCancellationRequested;
        if (cancelled)
        {
            return;
        }

        try
        {
            result = work(session);
        }
        catch (MessagingException why)
        {
            refusal = why;
        }
    }

    public override void Deliver()
    {
        if (cancelled)
        {
            done.TrySetCanceled(cancellationToken);
        }
        else if (refusal is not null)
        {
            done.TrySetException(refusal);
        }
        else
        {
            done.TrySetResult(result!);
        }
    }

    public override void Fail(Exception error) => done.TrySetException(error);
}
