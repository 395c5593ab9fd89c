using System.Reflection;

namespace Extraction.Conformance.Crashes;

/// <summary>Puts marks around objects of the product.</summary>
internal static class Marks
{
    /// <summary>Stands around the object.</summary>
    /// <param name="inner">The object.</param>
    /// <param name="before">Told the method's name and its arguments before the call.</param>
    /// <param name="after">Told the method's name and its result when the call, or its task, has ended well; what it returns is the result.</param>
    public static T Around<T>(T inner, Action<string, object?[]>? before = null, Func<string, object?, object?>? after = null)
        where T : class
    {
        T proxy = DispatchProxy.Create<T, Marking<T>>();
        ((Marking<T>)(object)proxy).Watch(inner, before, after);
        return proxy;
    }
}
