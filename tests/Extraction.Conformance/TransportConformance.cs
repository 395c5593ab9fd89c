using System.Runtime.CompilerServices;
using Extraction.Worker.Messaging;
using Xunit;

namespace Extraction.Conformance;

/// <summary>
/// What every broker must do, written once against the port. A case that a broker cannot meet is declared with its reason, and then the bridge
/// is asserted in its stead.
/// </summary>
[Collection("one broker at a time")]
public abstract partial class TransportConformance
{
    private protected abstract string Transport { get; }

    /// <summary>The cases that this broker cannot meet, each with the reason and the bridge.</summary>
    private protected virtual IReadOnlyDictionary<string, string> Unsupported { get; } = new Dictionary<string, string>();

    /// <summary>Opens a new queue.</summary>
    /// <param name="adjust">Changes to the options.</param>
    /// <param name="realTime">Whether other processes take part, who know no fake clock.</param>
    private protected abstract Bench Open(Action<MessagingOptions>? adjust, bool realTime);

    private protected async Task CaseAsync(
        Func<Bench, Task> meets,
        Func<Bench, Task>? bridge = null,
        Action<MessagingOptions>? adjust = null,
        bool realTime = false,
        [CallerMemberName] string name = "")
    {
        string result = "FAILED";
        try
        {
            await using Bench bench = Open(adjust, realTime);
            await bench.PrepareAsync();
            if (Unsupported.TryGetValue(name, out string? reason))
            {
                Assert.NotNull(bridge);
                await bridge(bench);
                result = "bridged: " + reason;
            }
            else
            {
                await meets(bench);
                result = "met";
            }
        }
        catch (Exception skip) when (skip.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal))
        {
            result = "skipped: " + skip.Message["$XunitDynamicSkip$".Length..];
            throw;
        }
        finally
        {
            ConformanceTable.Record(Transport, name, result);
        }
    }
}
