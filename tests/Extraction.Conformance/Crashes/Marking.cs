using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Extraction.Conformance.Crashes;

/// <summary>Stands around an object of the product and says before and after which call it is; the product itself knows nothing of that.</summary>
/// <typeparam name="T">The interface.</typeparam>
public class Marking<T> : DispatchProxy
    where T : class
{
    private T inner = null!;
    private Action<string, object?[]>? before;
    private Func<string, object?, object?>? after;

    internal void Watch(T watched, Action<string, object?[]>? told, Func<string, object?, object?>? changed) => (inner, before, after) = (watched, told, changed);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        MethodInfo method = targetMethod!;
        before?.Invoke(method.Name, args ?? []);
        object? result;
        try
        {
            result = method.Invoke(inner, args);
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

        return after is null ? result : after(method.Name, result);
    }

    private async Task AfterAsync(string name, Task task)
    {
        await task;
        after?.Invoke(name, null);
    }

    private async Task<TResult> AfterResultAsync<TResult>(string name, Task<TResult> task)
    {
        TResult result = await task;
        return after is null ? result : (TResult)after(name, result)!;
    }
}
