using System.Collections.Concurrent;
using System.Globalization;
using Extraction.Contracts;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Completions;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Cost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelServer;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>What was paid for is not paid for again, and what it cost is written down.</summary>
public sealed class PaidReplyTests
{
    private static readonly (string, string)[] Priced =
    [
        ("Models:Endpoints:test:InputPricePerMillion", "1000"),
        ("Models:Endpoints:test:OutputPricePerMillion", "1000"),
    ];

    /// <summary>Money for about two calls: one is made, and the estimate for the next, which errs on the dear side, goes beyond it.</summary>
    private static string TwoCalls { get; } = (2.2m * (TokenCounter.Count(TestModels.Placement.System) + TokenCounter.Count(TestModels.Placement.User)) / 1000m)
        .ToString(CultureInfo.InvariantCulture);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AQuestionThatWasAnsweredIsNotAskedAgain()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        MemoryStore store = new();
        ModelReply first = await DoneAsync(server, store);
        ModelReply second = await DoneAsync(server, store);
        Assert.Single(server.Calls);
        Assert.Equal(first.Json.ToJsonString(), second.Json.ToJsonString());
        Assert.Equal(first.Usage, second.Usage);
    }

    [Fact]
    public async Task NoCacheAsksAndKeepsNothing()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        MemoryStore store = new();
        await DoneAsync(server, store, ("Models:Cache", "false"));
        await DoneAsync(server, store, ("Models:Cache", "false"));
        Assert.Equal((2, 0), (server.Calls.Count, store.Kept.Count));
    }

    [Theory]
    [InlineData("stop", "{\"placements\":[{\"candidate\":\"c1\"}]}")]
    [InlineData("length", "{\"placements\":[{\"cand")]
    [InlineData("content_filter", "{")]
    public async Task FailuresAreNotKept(string finish, string text)
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(text) with { FinishReason = finish });
        MemoryStore store = new();
        await using ServiceProvider services = TestModels.Services(server);
        Assert.IsType<Outcome<ModelReply>.Reject>(await Gateway(services, store).AskAsync(TestModels.Placement, Token));
        Assert.Empty(store.Kept);
    }

    [Fact]
    public async Task EqualQuestionsAtOnceShareOneCall()
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ =>
        {
            arrived.TrySetResult();
            release.Task.Wait(Token);
            return ServerAnswer.Reply(TestModels.GoodReply);
        });
        await using ServiceProvider services = TestModels.Services(server);
        ModelGateway gateway = Gateway(services, new MemoryStore());
        Task<Outcome<ModelReply>>[] asked = [.. Enumerable.Range(0, 8).Select(_ => gateway.AskAsync(TestModels.Placement, Token))];
        await arrived.Task.WaitAsync(Token);
        release.SetResult();
        Outcome<ModelReply>[] outcomes = await Task.WhenAll(asked);
        Assert.All(outcomes, outcome => Assert.IsType<Outcome<ModelReply>.Done>(outcome));
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task OneWhoGoesDoesNotTakeTheSharedCallAlong()
    {
        SharedCalls<int> shared = new();
        TaskCompletionSource<int> work = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken given = default;
        Task<int> Work(CancellationToken token)
        {
            given = token;
            return work.Task.WaitAsync(token);
        }

        using CancellationTokenSource leaves = new();
        Task<(int, bool)> first = shared.RunAsync("key", Work, leaves.Token);
        Task<(int, bool)> second = shared.RunAsync("key", Work, Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(given.IsCancellationRequested);
        work.SetResult(7);
        Assert.Equal((7, true), await second);
    }

    [Fact]
    public async Task WhenAllHaveGoneTheCallIsCancelled()
    {
        SharedCalls<int> shared = new();
        CancellationToken given = default;
        using CancellationTokenSource leaves = new();
        Task<(int, bool)> only = shared.RunAsync(
            "key",
            token =>
            {
                given = token;
                return Task.Delay(Timeout.Infinite, token).ContinueWith(_ => 0, TaskScheduler.Default);
            },
            leaves.Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => only);
        Assert.True(given.IsCancellationRequested);
    }

    [Fact]
    public async Task ADocumentIsChargedForFailedTriesAndReasks()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.InOrder(
            ServerAnswer.Reply("no JSON") with { Usage = [100, 10, 40] },
            ServerAnswer.Reply("""{"placements":[{"cand""") with { Usage = [200, 20, 0], FinishReason = "length" },
            ServerAnswer.Reply(TestModels.GoodReply) with { Usage = [300, 30, 0] }));
        await using ServiceProvider services = TestModels.Services(server, azure: true, Priced);
        using DocumentAccount account = DocumentAccount.Open(new AccountKey("sha", "recipe", "doc"), new ModelUsage(1, 1, 0, 1, 0.002m, "USD"));
        await Gateway(services, new MemoryStore()).AskAsync(TestModels.Placement, Token);
        Assert.Equal(new ModelUsage(601, 61, 40, 4, 0.662m, "USD"), account.Total);
    }

    [Theory]
    [InlineData(2, 3, "no JSON", "{\"placements\":[{\"cand", TestModels.GoodReply)]
    [InlineData(3, 3, "no JSON", "no JSON", "no JSON")]
    [InlineData(0, 1, TestModels.GoodReply)]
    [InlineData(1, 1, "")]
    public async Task CallsWithoutAReplyThatCanBeUsedAreBookedAsFailed(int failed, int calls, params string[] replies)
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.InOrder(
            [.. replies.Select(reply => ServerAnswer.Reply(reply) with { FinishReason = reply.Length == 0 ? "content_filter" : "stop" })]));
        KeptBooks books = new();
        await using ServiceProvider services = TestModels.Services(add => add.AddSingleton<ISpendingBooks>(books), TestModels.EndpointOf(server));
        await services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, Token);
        Assert.Equal((failed, calls), (books.FailedCalls, books.Calls));
    }

    [Fact]
    public async Task ADaysBudgetStopsWithASentenceAndCostsNoAttempt()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply("no JSON"));
        await using ServiceProvider services = TestModels.Services(server, azure: true, [.. Priced, ("Models:Spending:PerDay", TwoCalls)]);
        ModelGateway gateway = Gateway(services, new MemoryStore());
        Outcome<ModelReply> outcome = await gateway.AskAsync(TestModels.Placement, Token);
        RetryReason why = Assert.IsType<Outcome<ModelReply>.Retry>(outcome).Why;
        Assert.Contains("Models:Spending:PerDay", why.Sentence, StringComparison.Ordinal);
        Assert.False(why.CostsAttempt);
        Assert.InRange(why.After!.Value, TimeSpan.Zero, TimeSpan.FromDays(1));
        int calls = server.Calls.Count;
        await gateway.AskAsync(TestModels.Placement, Token);
        Assert.Equal(calls, server.Calls.Count);
    }

    [Fact]
    public async Task ADocumentsBudgetRejectsItWithItsOwnCode()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply("no JSON"));
        await using ServiceProvider services = TestModels.Services(server, azure: true, [.. Priced, ("Models:Spending:PerDocument", TwoCalls)]);
        using DocumentAccount account = DocumentAccount.Open(new AccountKey("sha", "recipe", "doc"), ModelUsage.None);
        Outcome<ModelReply> outcome = await Gateway(services, new MemoryStore()).AskAsync(TestModels.Placement, Token);
        Rejection why = Assert.IsType<Outcome<ModelReply>.Reject>(outcome).Why;
        Assert.Equal(FailureCode.BudgetSpent, why.Code);
        Assert.Contains("Models:Spending:PerDocument", why.Sentence, StringComparison.Ordinal);
        Assert.InRange(account.Total.Cost, 0.001m, decimal.Parse(TwoCalls, CultureInfo.InvariantCulture));
    }

    private static async Task<ModelReply> DoneAsync(ModelServerHost server, MemoryStore store, params (string, string)[] settings)
    {
        await using ServiceProvider services = TestModels.Services(server, azure: true, settings);
        Outcome<ModelReply> outcome = await Gateway(services, store).AskAsync(TestModels.Placement, Token);
        return Assert.IsType<Outcome<ModelReply>.Done>(outcome).Value;
    }

    private static ModelGateway Gateway(ServiceProvider services, ICompletionStore store) => new ModelGateway(
        services.GetRequiredService<ModelBackend>(),
        store,
        services.GetRequiredService<SpendingGuard>(),
        services.GetRequiredService<IOptions<ModelsOptions>>(),
        NullLogger<ModelGateway>.Instance);

    private sealed class MemoryStore : ICompletionStore
    {
        public ConcurrentDictionary<string, PaidReply> Kept { get; } = new();

        public Task<PaidReply?> FindAsync(string key, CancellationToken cancellationToken) => Task.FromResult(Kept.GetValueOrDefault(key));

        public Task StoreAsync(string key, PaidReply reply, CancellationToken cancellationToken)
        {
            Kept[key] = reply;
            return Task.CompletedTask;
        }
    }
}
