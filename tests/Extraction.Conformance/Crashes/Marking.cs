using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Extraction.Conformance.Crashes;

/// <summary>Stands around an object of the product and says before and after which call it is; the product itself knows nothing of that.</summary>
/// <typeparam name="T">The interface.</typeparam>
public class Marking<T> : DispatchProxy
    where T : class
{
    private T _inner = null!;
    private Action<string, object?[]>? _before;
    private Func<string, object?, object?>? _after;

    internal void Watch(T watched, Action<string, object?[]>? told, Func<string, object?, object?>? changed) => (_inner, _before, _after) = (watched, told, changed);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        MethodInfo method = targetMethod!;
        _before?.Invoke(method.Name, args ?? []);
        object? result;
        try
        {
            result = method.Invoke(_inner, args);
        }
        catch (TargetInvocationException wrapped)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }

        if (result is Task task)
        {
            return method.ReturnType == typeof(Task)
                ? AfterAsync(method.Name, task)
                : typeof(Marking<T>).GetMethod(nameof(AfterResultAsync), BindingFlags.Instance | BindingFlags.NonPublic)!
                    .MakeGenericMethod(method.ReturnType.GenericTypeArguments).Invoke(this, [method.Name, task]);
        }

        return _after is null ? result : _after(method.Name, result);
    }

    private async Task AfterAsync(string name, Task task)
    {
        await task;
        _after?.Invoke(name, null);
    }

    private async Task<TResult> AfterResultAsync<TResult>(string name, Task<TResult> task)
    {
        TResult result = await task;
        return _after is null ? result : (TResult)_after(name, result)!;
    }
}
