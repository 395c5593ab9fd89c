namespace Extraction.Contracts;

/// <summary>What a step of the path ended in. Only the host turns it into a settlement.</summary>
/// <typeparam name="T">What the step hands on.</typeparam>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>The step is done.</summary>
    /// <param name="Value">What it hands on.</param>
    public sealed record Done(T Value) : Outcome<T>;

    /// <summary>Not now: try again after a while.</summary>
    /// <param name="Why">What stands in the way, whether it costs an attempt, and how long to wait.</param>
    public sealed record Retry(RetryReason Why) : Outcome<T>;

    /// <summary>Never: this message cannot succeed as it is.</summary>
    /// <param name="Why">The code and the sentence.</param>
    public sealed record Reject(Rejection Why) : Outcome<T>;

    /// <summary>The same retry or rejection, as the outcome of the step around it.</summary>
    /// <exception cref="InvalidOperationException">The step is done.</exception>
    public Outcome<TOther> PassOn<TOther>() => this switch
    {
        Retry retry => retry.Why,
        Reject reject => reject.Why,
        _ => throw new InvalidOperationException("A step that is done has a value to hand on."),
    };

    public static implicit operator Outcome<T>(Rejection why) => new Reject(why);

    public static implicit operator Outcome<T>(RetryReason why) => new Retry(why);

    public static implicit operator Outcome<T>(T value) => new Done(value);
}
