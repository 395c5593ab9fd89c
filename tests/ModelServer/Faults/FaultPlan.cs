using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelServer.Limits;

namespace ModelServer.Faults;

/// <summary>
/// Which share of the calls goes wrong, and how. The seed, the prompt and how often this prompt was asked before decide, not the order in which calls
/// arrive, so that a run can be repeated.
/// </summary>
internal sealed class FaultPlan(IReadOnlyDictionary<FaultKind, double> shares, int seed)
{
    private static readonly RetryForm[] RetryForms = Enum.GetValues<RetryForm>();

    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    /// <summary>How long a 429 asks to wait.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads <c>throttled=0.02,failed=0.1,length=0.1</c>.</summary>
    /// <exception cref="FormatException">A word is no fault, or a share is not from 0 to 1.</exception>
    public static FaultPlan Parse(string text, int seed)
    {
        Dictionary<FaultKind, double> shares = [];
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] pair = part.Split('=');
            string word = pair[0].Replace("-", string.Empty, StringComparison.Ordinal);
            if (pair.Length != 2 || !Enum.TryParse(word, ignoreCase: true, out FaultKind kind) || !Enum.IsDefined(kind)
                || !double.TryParse(pair[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double share) || share is not (>= 0 and <= 1))
            {
                throw new FormatException($"'{part}' must be a fault and its share of the calls, failed=0.1 for instance; the faults are {string.Join(", ", Enum.GetNames<FaultKind>())}.");
            }

            shares[kind] = share;
        }

        return new FaultPlan(shares, seed);
    }

    /// <summary>The same answers, with faults among them.</summary>
    public Func<ChatCall, ServerAnswer> Over(Func<ChatCall, ServerAnswer> script) => call =>
    {
        string content = string.Join('\n', call.Messages.Select(m => m.Content));
        int times = _asked.AddOrUpdate(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(content))), 1, (_, before) => before + 1);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}/{times}/{content}")));
        double draw = BitConverter.ToUInt32(hash) / (double)uint.MaxValue;
        foreach ((FaultKind kind, double share) in shares.OrderBy(one => one.Key))
        {
            if (draw < share)
            {
                return Fault(kind, call, script, hash[8]);
            }

            draw -= share;
        }

        return script(call);
    };

    private ServerAnswer Fault(FaultKind kind, ChatCall call, Func<ChatCall, ServerAnswer> script, int variant) => kind switch
    {
        FaultKind.Throttled => ServerAnswer.Error(
            429, "429", "Requests have exceeded the rate limit.", headers: [.. new RateMeter(TimeProvider.System, new ServerLimits { Retry = RetryForms[variant % RetryForms.Length] }).RetryHeaders(Wait)]),
        FaultKind.Failed => ServerAnswer.Error(new[] { 500, 502, 503 }[variant % 3], "server_error", "The server had an error."),
        FaultKind.CutStream => script(call) with { BreaksOff = true },
        FaultKind.Length => Half(script(call)) with { FinishReason = "length" },
        FaultKind.InvalidJson => Half(script(call)),
        FaultKind.WrongSchema => ServerAnswer.Reply("""{"unexpected":1}"""),
        FaultKind.ContentFilter => Half(script(call)) with { FinishReason = "content_filter" },
        FaultKind.Refusal => new ServerAnswer { Refusal = "I cannot help with that." },
        FaultKind.EmptyChoices => ServerAnswer.Raw("""{"id":"chatcmpl-1","object":"chat.completion","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":0,"total_tokens":10}}"""),
        FaultKind.Html => ServerAnswer.Raw("<html><body>Gateway</body></html>", "text/html"),
        FaultKind.Hang => new ServerAnswer { Hangs = true },
        FaultKind.Trickle => script(call) with { Trickles = true },
        FaultKind.ContextTooLong => ServerAnswer.Error(400, "context_length_exceeded", "This model's maximum context length is exceeded.", "messages"),
        FaultKind.Unauthorised => ServerAnswer.Error(401, "401", "Access denied due to invalid subscription key."),
        _ => ServerAnswer.Error(404, "DeploymentNotFound", "The API deployment for this resource does not exist."),
    };

    private static ServerAnswer Half(ServerAnswer answer) => answer with { Text = answer.Text?[..(answer.Text.Length / 2)] };
}
