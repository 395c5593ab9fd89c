namespace Extraction.Worker.LanguageModels.Completions;

/// <summary>Work that is wanted several times at once is done once. It is cancelled when nobody waits for it any more.</summary>
/// <typeparam name="T">What it brings.</typeparam>
internal sealed class SharedCalls<T>
{
    private readonly Dictionary<string, Call> _calls = new(StringComparer.Ordinal);

    /// <summary>Does the work, or waits for the same that is under way.</summary>
    /// <param name="key">What makes it the same.</param>
    /// <param name="work">Given a token that is cancelled when all who wait have gone.</param>
    /// <param name="cancellationToken">Ends this caller's wait.</param>
    /// <returns>What the work brought, and whether it was begun by another caller.</returns>
    public async Task<(T Result, bool Shared)> RunAsync(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        Call call = Join(key, out bool first);
        if (first)
        {
            _ = BeginAsync(key, call, work);
        }

        try
        {
            return (await call.Done.Task.WaitAsync(cancellationToken), !first);
        }
        finally
        {
            Leave(key, call);
        }
    }

    private Call Join(string key, out bool first)
    {
        lock (_calls)
        {
            first = !_calls.TryGetValue(key, out Call? call);
            if (first)
            {
                call = new Call();
                _calls.Add(key, call);
            }

            call!.Waiting++;
            return call;
        }
    }

    private async Task BeginAsync(string key, Call call, Func<CancellationToken, Task<T>> work)
    {
        try
        {
            T result = await work(call.Stop.Token);
            Remove(key, call);
            call.Done.TrySetResult(result);
        }
        catch (Exception failure)
        {
            Remove(key, call);
            call.Done.TrySetException(failure);
        }
    }

    private void Leave(string key, Call call)
    {
        bool last;
        lock (_calls)
        {
            last = --call.Waiting == 0;
        }

        if (last)
        {
            Remove(key, call);
            call.Stop.Cancel();
        }
    }

    private void Remove(string key, Call call)
    {
        lock (_calls)
        {
            if (_calls.GetValueOrDefault(key) == call)
            {
                _calls.Remove(key);
            }
        }
    }

    private sealed class Call
    {
        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Stop { get; } = new();

        public int Waiting { get; set; }
    }
}
