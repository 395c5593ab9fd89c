using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using OpenAI.Chat;

namespace Extraction.Benchmarks.Budgets;

/// <summary>The official client as it comes, with its default retries, on the same quick clock.</summary>
internal static class PlainClient
{
    /// <summary>Asks without end.</summary>
    /// <returns>How many calls were given up.</returns>
    public static async Task<long> LoadAsync(Uri server, QuickTime time, int atOnce, CancellationToken stop)
    {
        AzureOpenAIClientOptions options = new() { RetryPolicy = new QuickRetries(time), NetworkTimeout = TimeSpan.FromMinutes(5) };
        ChatClient client = new AzureOpenAIClient(server, new ApiKeyCredential(BudgetsLoad.Key), options).GetChatClient(BudgetsLoad.Model);
        int number = 500_000_000;
        long givenUp = 0;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    ChatMessage[] messages = [new SystemChatMessage("Answer in JSON."), new UserChatMessage(BudgetsLoad.Text(Interlocked.Increment(ref number)))];
                    await client.CompleteChatAsync(messages, new ChatCompletionOptions { MaxOutputTokenCount = BudgetsLoad.MaxTokens }, stop);
                }
                catch (ClientResultException)
                {
                    Interlocked.Increment(ref givenUp);
                }
                catch (Exception) when (stop.IsCancellationRequested)
                {
                    break;
                }
            }
        })));
        return givenUp;
    }

    /// <summary>The default policy; only its waits are as much shorter as the clock is quicker.</summary>
    private sealed class QuickRetries(QuickTime time) : ClientRetryPolicy
    {
        protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount) => time.Real(base.GetNextDelay(message, tryCount));
    }
}
