using Extraction.Contracts;
using Extraction.Worker.LanguageModels;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.LanguageModels.Endpoints;
using Extraction.Worker.LanguageModels.Pool;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ModelServer;
using ModelServer.Limits;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>Several endpoints over real HTTP: the first an Azure deployment, the second a compatible endpoint.</summary>
public sealed class ModelPoolTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task ACallThatOneEndpointCannotAnswerGoesToTheOther(int status)
    {
        await using ModelServerHost first = await ModelServerHost.StartAsync(_ => ServerAnswer.Error(status, "oops"));
        await using ModelServerHost second = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        await using ServiceProvider services = Pool(first, second, ("Models:Endpoints:second:Priority", "2"), ("Models:Retries", "1"));
        for (int call = 0; call < 3; call++)
        {
            Assert.IsType<Outcome<ModelReply>.Done>(await AskAsync(services));
        }

        // A throttled endpoint is left alone, one that somebody has to look at is out, one that fails is tried until its circuit opens.
        Assert.InRange(first.Calls.Count, 1, status is 500 ? 3 : status is 503 ? 3 : 1);
        Assert.Equal(3, second.Calls.Count);
    }

    [Fact]
    public async Task AnEndpointThatRefusesTheKeyIsToldOfLoudlyAndOnce()
    {
        LineLog log = new();
        await using ModelServerHost first = await ModelServerHost.StartAsync(_ => ServerAnswer.Error(401, "401"));
        await using ModelServerHost second = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        await using ServiceProvider services = Pool(first, second, add => add.AddLogging(logging => logging.AddProvider(log)), ("Models:Endpoints:second:Priority", "2"));
        await AskAsync(services);
        await AskAsync(services);
        (LogLevel level, string line) = Assert.Single(log.Lines, one => one.Level >= LogLevel.Warning);
        Assert.Equal(LogLevel.Critical, level);
        Assert.Contains("AZURE_OPENAI_API_KEY", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenEveryEndpointIsOutTheFaultSaysWhatToDo()
    {
        await using ModelServerHost first = await ModelServerHost.StartAsync(_ => ServerAnswer.Error(401, "401"));
        await using ModelServerHost second = await ModelServerHost.StartAsync(_ => ServerAnswer.Error(404, "DeploymentNotFound"));
        await using ServiceProvider services = Pool(first, second);
        RetryReason why = Assert.IsType<Outcome<ModelReply>.Retry>(await AskAsync(services)).Why;
        Assert.Contains("Models:Endpoints:", why.Sentence, StringComparison.Ordinal);
        why = Assert.IsType<Outcome<ModelReply>.Retry>(await AskAsync(services)).Why;
        Assert.InRange(why.After!.Value.TotalSeconds, 50, 60);
        Assert.Equal((1, 1), (first.Calls.Count, second.Calls.Count));
    }

    [Fact]
    public async Task TheSecondPriorityGetsWhatTheFirstCannotAfford()
    {
        await using ModelServerHost first = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        await using ModelServerHost second = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        first.Limits = new ServerLimits { RequestsPerMinute = 2 };
        await using ServiceProvider services = Pool(first, second, ("Models:Endpoints:second:Priority", "2"));
        for (int call = 0; call < 5; call++)
        {
            await AskAsync(services);
        }

        Assert.Equal((2, 3, 0), (first.Calls.Count, second.Calls.Count, (int)first.Meter("gpt-test").Read().Refused));
    }

    [Fact]
    public async Task EndpointsOfOnePriorityShareTheCalls()
    {
        await using ModelServerHost first = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        await using ModelServerHost second = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        first.Limits = second.Limits = new ServerLimits { RequestsPerMinute = 40 };
        await using ServiceProvider services = Pool(first, second);
        for (int call = 0; call < 20; call++)
        {
            await AskAsync(services);
        }

        Assert.InRange(first.Calls.Count, 8, 12);
    }

    [Fact]
    public async Task WhatWaitingCannotAffordInTimeIsHandedBackAndTheIntakeIsTold()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        server.Limits = new ServerLimits { RequestsPerMinute = 1 };
        await using ServiceProvider services = TestModels.Services(server);
        List<string?> told = [];
        services.GetRequiredService<ModelBudget>().Changed += told.Add;
        Assert.IsType<Outcome<ModelReply>.Done>(await AskAsync(services));
        RetryReason why = Assert.IsType<Outcome<ModelReply>.Retry>(await AskAsync(services)).Why;
        Assert.InRange(why.After!.Value.TotalSeconds, 30, 60);
        Assert.False(why.CostsAttempt);
        Assert.Single(server.Calls);
        Assert.Contains("budget", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailedCallIsTriedAgainBeforeItsDocumentIsHandedBack()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(
            ServerScript.InOrder(ServerAnswer.Error(502, "bad_gateway"), ServerAnswer.Reply(TestModels.GoodReply)));
        await using ServiceProvider services = TestModels.Services(server, settings: ("Models:Retries", "1"));
        Assert.IsType<Outcome<ModelReply>.Done>(await AskAsync(services));
    }

    [Theory]
    [InlineData(true, 1, 2)]
    [InlineData(false, 2, 2)]
    public async Task TriesThatAreNeverAnsweredArePaidForAndBookedAsFailed(bool secondAnswers, int failed, int calls)
    {
        FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(50));
        ServerAnswer Late()
        {
            time.Advance(TimeSpan.FromSeconds(120));
            return new ServerAnswer { Hangs = true };
        }

        await using ModelServerHost first = await ModelServerHost.StartAsync(_ => Late());
        await using ModelServerHost second = await ModelServerHost.StartAsync(_ => secondAnswers ? ServerAnswer.Reply(TestModels.GoodReply) : Late());
        KeptBooks books = new();
        await using ServiceProvider services = Pool(
            first,
            second,
            add => add.AddSingleton<TimeProvider>(time).AddSingleton<ISpendingBooks>(books),
            ("Models:Endpoints:second:Priority", "2"),
            ("Models:Endpoints:first:InputPricePerMillion", "1000"),
            ("Models:Retries", "1"));
        Assert.Equal(secondAnswers, await AskAsync(services) is Outcome<ModelReply>.Done);
        Assert.Equal((failed, calls), (books.FailedCalls, books.Calls));
        decimal prompt = (TokenCounter.Count(TestModels.Placement.System) + TokenCounter.Count(TestModels.Placement.User)) / 1000m;
        Assert.Equal(failed * prompt, books.Cost);
    }

    [Fact]
    public async Task TheModelsOfAPoolAreItsIdentity()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        await using ServiceProvider services = Pool(server, server, ("Models:Endpoints:second:Model", "other"));
        Assert.Equal("gpt-test+other", services.GetRequiredService<IModelGateway>().Model.Name);
    }

    [Fact]
    public async Task AnAddressThatNobodyAnswersStopsTheStart()
    {
        ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        await using ServiceProvider services = TestModels.Services(server);
        Assert.Empty(await services.GetRequiredService<EndpointProbe>().CheckAsync(Token));
        await server.DisposeAsync();
        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(() => services.GetRequiredService<EndpointProbe>().CheckAsync(Token));
        Assert.Contains("Models:Endpoints:test:Address", Assert.Single(e.Failures), StringComparison.Ordinal);
    }

    private static ServiceProvider Pool(ModelServerHost first, ModelServerHost second, params (string, string)[] settings) => Pool(first, second, _ => { }, settings);

    private static ServiceProvider Pool(ModelServerHost first, ModelServerHost second, Action<IServiceCollection> add, params (string Name, string Value)[] settings) => TestModels.Services(
        add,
        [
            ("Models:Use", "first, second"),
            ("Models:Endpoints:first:Kind", "AzureOpenAI"),
            ("Models:Endpoints:first:Address", first.Address.ToString()),
            ("Models:Endpoints:first:Model", "gpt-test"),
            ("Models:Endpoints:second:Kind", "OpenAI"),
            ("Models:Endpoints:second:Address", new Uri(second.Address, "v1").ToString()),
            ("Models:Endpoints:second:Model", "gpt-test"),
            ("AZURE_OPENAI_API_KEY", TestModels.Key),
            ("OPENAI_API_KEY", TestModels.Key),
            .. settings,
        ]);

    private static Task<Outcome<ModelReply>> AskAsync(ServiceProvider services) => services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, Token);
}
