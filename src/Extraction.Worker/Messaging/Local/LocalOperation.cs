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
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private MessagingException? _refusal;
    private bool _cancelled;

    public Task<T> Task => _done.Task;

    public override void Run(LocalSession session)
    {
        _refusal = null;
        _cancelled = cancellationToken.IsCancellationRequested;
        if (_cancelled)
        {
            return;
        }

        try
        {
            _result = work(session);
        }
        catch (MessagingException why)
        {
            _refusal = why;
        }
    }

    public override void Deliver()
    {
        if (_cancelled)
        {
            _done.TrySetCanceled(cancellationToken);
        }
        else if (_refusal is not null)
        {
            _done.TrySetException(_refusal);
        }
        else
        {
            _done.TrySetResult(_result!);
        }
    }

    public override void Fail(Exception error) => _done.TrySetException(error);
}
