using System.Runtime.CompilerServices;
using Extraction.Worker.Messaging;

namespace Extraction.Worker.DeadLetters;

/// <summary>Looks at every dead letter of a queue, page by page, without taking it.</summary>
internal static class DeadLetterPages
{
    /// <summary>So many bodies are in memory at once.</summary>
    private const int Page = 50;

    /// <summary>Where every page costs a walk from the beginning, pages are larger.</summary>
    private const int PageWithTrace = 1000;

    public static async IAsyncEnumerable<PeekedMessage> PeekDeadLettersAsync(this IMessageQueue queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool free = queue.Capabilities.PeeksWithoutTrace;
        int page = free ? Page : PageWithTrace;
        long from = 0;
        while (true)
        {
            IReadOnlyList<PeekedMessage> seen = await queue.PeekAsync(SubQueue.DeadLetters, from, page, cancellationToken);
            foreach (PeekedMessage message in seen)
            {
                yield return message;
            }

            if (seen.Count == 0 || (!free && seen.Count < page))
            {
                yield break;
            }

            from = seen[^1].Sequence + 1;
        }
    }
}
