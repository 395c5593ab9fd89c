using Extraction.Contracts;
using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using ModelServer;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>What is somebody else's fault costs the message no attempt.</summary>
public sealed class EndpointFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(429, "retry-after", "7", 7000)]
    [InlineData(429, "retry-after-ms", "350", 350)]
    [InlineData(429, "retry-after", "Wed, 21 Oct 2015 07:28:00 GMT", 0)]
    [InlineData(503, "retry-after", "1.5", 1500)]
    [InlineData(500, "x-other", "1", null)]
    [InlineData(502, "retry-after", "soon", null)]
    [InlineData(408, "x-other", "1", null)]
    public async Task ThrottledAndDownAreRetriedAsLateAsAskedWithoutCostingAnAttempt(int status, string header, string value, int? milliseconds)
    {
        RetryReason why = await RetryAsync(ServerAnswer.Error(status, "oops", headers: (header, value)));
        Assert.False(why.CostsAttempt);
        Assert.Equal(milliseconds is null, why.After is null);

        // The wait counts from the answer, and a refusal that asks for none is still no reason to ask again at once.
        Assert.InRange(why.After?.TotalMilliseconds ?? 0, (milliseconds ?? 0) * 0.9, (milliseconds ?? 0) + 100);
    }

    [Theory]
    [InlineData(401, "AZURE_OPENAI_API_KEY")]
    [InlineData(403, "AZURE_OPENAI_API_KEY")]
    [InlineData(404, "Models:Endpoints:test:Model")]
    public async Task WrongSettingsAreNamedAndNeverTheKey(int status, string setting)
    {
        RetryReason why = await RetryAsync(ServerAnswer.Error(status, "DeploymentNotFound"));
        Assert.Contains(setting, why.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(TestModels.Key, why.Sentence, StringComparison.Ordinal);
        Assert.False(why.CostsAttempt);
    }

    [Fact]
    public async Task APageInsteadOfJsonNamesTheAddress()
    {
        RetryReason why = await RetryAsync(ServerAnswer.Raw("<html>Log in</html>", "text/html"));
        Assert.Contains("text/html", why.Sentence, StringComparison.Ordinal);
        Assert.Contains("Models:Endpoints:test:Address", why.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"choices\":")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task ABodyThatIsNoCompletionIsToldApart(string body) =>
        Assert.Contains("not a chat completion", (await RetryAsync(ServerAnswer.Raw(body))).Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task AStreamThatBreaksOffIsRetried() =>
        Assert.Contains("broke the connection off", (await RetryAsync(ServerAnswer.Reply(TestModels.GoodReply) with { BreaksOff = true })).Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task AServerThatHangsIsGivenUpAtTheDeadline()
    {
        FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(50));
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ =>
        {
            time.Advance(TimeSpan.FromSeconds(90));
            return new ServerAnswer { Hangs = true };
        });
        await using ServiceProvider services = TestModels.Services(
            add => add.AddSingleton<TimeProvider>(time), [.. TestModels.EndpointOf(server), ("Models:Endpoints:test:TimeoutSeconds", "90")]);
        Outcome<ModelReply> outcome = await services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, Token);
        Assert.Contains("within 90 s", Assert.IsType<Outcome<ModelReply>.Retry>(outcome).Why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerInDropsIsGivenUpAtTheDeadlineToo()
    {
        FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(50));
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply("{}") with { Trickles = true }, time: time);
        await using ServiceProvider services = TestModels.Services(
            add => add.AddSingleton<TimeProvider>(time), [.. TestModels.EndpointOf(server), ("Models:Endpoints:test:TimeoutSeconds", "90")]);
        Task<Outcome<ModelReply>> asking = services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, Token);
        await server.Dripping.WaitAsync(Token); // the answer has begun: so far it came in time
        time.Advance(TimeSpan.FromSeconds(91));
        Assert.Contains("within 90 s", Assert.IsType<Outcome<ModelReply>.Retry>(await asking).Why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledCallIsACancellationAndNoFault()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ =>
        {
            stop.Cancel();
            return new ServerAnswer { Hangs = true };
        });
        await using ServiceProvider services = TestModels.Services(server);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, stop.Token));
    }

    [Fact]
    public async Task ARefusedConnectionIsRetried()
    {
        ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply(TestModels.GoodReply));
        await using ServiceProvider services = TestModels.Services(server);
        await server.DisposeAsync();
        Outcome<ModelReply> outcome = await services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, Token);
        RetryReason why = Assert.IsType<Outcome<ModelReply>.Retry>(outcome).Why;
        Assert.Contains("ConnectionRefused", why.Sentence, StringComparison.Ordinal);
        Assert.False(why.CostsAttempt);
    }

    [Fact]
    public async Task NothingIsRetriedInsideTheClient()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Error(503, "busy"));
        await using ServiceProvider services = TestModels.Services(server);
        await services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, Token);
        Assert.Single(server.Calls);
    }

    private static async Task<RetryReason> RetryAsync(ServerAnswer answer, params (string, string)[] settings)
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => answer);
        await using ServiceProvider services = TestModels.Services(server, azure: true, settings);
        Outcome<ModelReply> outcome = await services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, Token);
        return Assert.IsType<Outcome<ModelReply>.Retry>(outcome).Why;
    }
}
