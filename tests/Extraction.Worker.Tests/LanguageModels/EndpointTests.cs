using System.Text.Json.Nodes;
using Extraction.Contracts;
using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.DependencyInjection;
using ModelServer;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>The real clients, over real HTTP, against the test server.</summary>
public sealed class EndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "/openai/deployments/gpt-test/chat/completions?api-version=2024-10-21")]
    [InlineData(false, "/v1/chat/completions")]
    public async Task TheRenderedPromptIsSentWithAStrictSchema(bool azure, string path)
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.InOrder(ServerAnswer.Reply(TestModels.GoodReply)));
        ModelReply reply = await DoneAsync(server, azure);
        ChatCall call = Assert.Single(server.Calls);
        Assert.Equal((path, TestModels.Key), (call.Path, call.Credential));
        Assert.Equal([("system", TestModels.Placement.System), ("user", TestModels.Placement.User)], call.Messages);
        Assert.Equal((0, 1024, 7), (call.Body["temperature"]!.GetValue<int>(), call.Body["max_tokens"]!.GetValue<int>(), call.Body["seed"]!.GetValue<int>()));
        JsonNode format = call.Body["response_format"]!;
        Assert.True(format["json_schema"]!["strict"]!.GetValue<bool>());
        Assert.Equal("chain-placement", format["json_schema"]!["name"]!.GetValue<string>());
        Assert.Null(format["json_schema"]!["schema"]!["properties"]!["placements"]!["maxItems"]);
        Assert.Equal("gpt-test", reply.Model);
        Assert.Equal(TestModels.GoodReply, reply.Json.ToJsonString());
    }

    [Fact]
    public async Task UsageAndCostComeFromTheAnswerCachedTokensIncluded()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.InOrder(ServerAnswer.Reply(TestModels.GoodReply) with { Usage = [1000, 100, 600] }));
        ModelReply reply = await DoneAsync(
            server,
            settings: [
                ("Models:Endpoints:test:InputPricePerMillion", "2"),
                ("Models:Endpoints:test:CachedPricePerMillion", "0.5"),
                ("Models:Endpoints:test:OutputPricePerMillion", "10"),
                ("Models:Endpoints:test:Currency", "EUR")]);
        Assert.Equal(new ModelUsage(1000, 100, 600, 1, 0.0021m, "EUR"), reply.Usage);
    }

    [Fact]
    public async Task TokensAreCountedWhereTheAnswerDoesNotSay()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.InOrder(ServerAnswer.Reply(TestModels.GoodReply) with { Usage = [] }));
        ModelReply reply = await DoneAsync(server);
        Assert.Equal(TokenCounter.Count(TestModels.Placement.System) + TokenCounter.Count(TestModels.Placement.User), reply.Usage.InputTokens);
        Assert.Equal(TokenCounter.Count(TestModels.GoodReply), reply.Usage.OutputTokens);
    }

    [Fact]
    public async Task AReplyThatDoesNotFitIsAskedAgainWithTheValidatorsWords()
    {
        const string Bad = """{"placements":[{"candidate":"c1","role":"builds","confidence":0.9,"quote":"nylon"}]}""";
        await using ModelServerHost server = await ModelServerHost.StartAsync(
            ServerScript.InOrder(ServerAnswer.Reply(Bad) with { Usage = [10, 5, 0] }, ServerAnswer.Reply(TestModels.GoodReply) with { Usage = [20, 6, 10] }));
        ModelReply reply = await DoneAsync(server);
        Assert.Equal((30, 11, 10, 2), (reply.Usage.InputTokens, reply.Usage.OutputTokens, reply.Usage.CachedTokens, reply.Usage.Calls));
        IReadOnlyList<(string Role, string Content)> second = server.Calls[1].Messages;
        Assert.Equal(server.Calls[0].Messages, second.Take(2));
        Assert.Equal(("assistant", Bad), second[2]);
        Assert.Contains("/placements/0/role: found \"builds\", expected one of \"makes\", \"sells\", \"uses\"", second[3].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterTwoReasksItIsReplyInvalidWithoutTheContent()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply("""{"placements":[{"secret words":1}]}"""));
        Rejection why = Assert.IsType<Outcome<ModelReply>.Reject>(await AskAsync(server)).Why;
        Assert.Equal((FailureCode.ReplyInvalid, 3), (why.Code, server.Calls.Count));
        Assert.DoesNotContain("secret words", why.Sentence, StringComparison.Ordinal);
        Assert.Contains("/placements/0", why.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACutReplyIsAskedAgainWithMoreRoom()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(
            ServerScript.InOrder(ServerAnswer.Reply("""{"placements":[{"cand""") with { FinishReason = "length" }, ServerAnswer.Reply(TestModels.GoodReply)));
        await DoneAsync(server);
        Assert.Equal([1024, 2048], server.Calls.Select(c => c.Body["max_tokens"]!.GetValue<int>()));
    }

    [Fact]
    public async Task AnEmptyAnswerIsAskedAgain()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(
            ServerScript.InOrder(ServerAnswer.Raw("""{"choices":[]}"""), ServerAnswer.Reply(string.Empty), ServerAnswer.Reply(TestModels.GoodReply)));
        Assert.Equal(3, (await DoneAsync(server)).Usage.Calls);
    }

    [Theory]
    [InlineData("content_filter", null)]
    [InlineData("stop", "I cannot help with that.")]
    public async Task AFilteredOrDecliningReplyIsModelRefused(string finish, string? refusal)
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => new ServerAnswer { Text = refusal is null ? "{" : null, FinishReason = finish, Refusal = refusal });
        Assert.Equal(FailureCode.ModelRefused, Assert.IsType<Outcome<ModelReply>.Reject>(await AskAsync(server)).Why.Code);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task APromptThatTheFilterDeclinesIsModelRefused()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Error(400, "content_filter"));
        Assert.Equal(FailureCode.ModelRefused, Assert.IsType<Outcome<ModelReply>.Reject>(await AskAsync(server)).Why.Code);
    }

    [Fact]
    public async Task APromptThatIsTooLongIsNotSentAgain()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Error(400, "context_length_exceeded"));
        Assert.Equal(FailureCode.DocumentTooLarge, Assert.IsType<Outcome<ModelReply>.Reject>(await AskAsync(server)).Why.Code);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task AnEndpointWithoutSchemasGetsJsonModeThenPlainWithTheSchemaInTheMessage()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(call => call.Body["response_format"] is null
            ? ServerAnswer.Reply(TestModels.GoodReply)
            : ServerAnswer.Error(400, "invalid_request_error", "Unknown parameter.", "response_format"));
        await using ServiceProvider services = TestModels.Services(server, azure: false);
        IModelGateway gateway = services.GetRequiredService<IModelGateway>();
        Assert.IsType<Outcome<ModelReply>.Done>(await gateway.AskAsync(TestModels.Placement, Token));
        Assert.IsType<Outcome<ModelReply>.Done>(await gateway.AskAsync(TestModels.Placement, Token));
        Assert.Equal(["json_schema", "json_object", null, null], server.Calls.Select(c => c.Body["response_format"]?["type"]?.GetValue<string>()));
        Assert.EndsWith("}", server.Calls[1].Messages[0].Content, StringComparison.Ordinal);
        Assert.Contains("JSON Schema", server.Calls[3].Messages[0].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReasoningModelsGetTheirOwnTokenLimitAndNoTemperature()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(call =>
            call.Body["max_tokens"] is not null ? ServerAnswer.Error(400, "unsupported_parameter", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_tokens")
            : call.Body["temperature"] is not null ? ServerAnswer.Error(400, "unsupported_value", "Only the default is supported.", "temperature")
            : ServerAnswer.Reply(TestModels.GoodReply));
        await DoneAsync(server);
        Assert.Equal(1024, server.Calls[^1].Body["max_completion_tokens"]!.GetValue<int>());
    }

    private static async Task<Outcome<ModelReply>> AskAsync(ModelServerHost server, bool azure = true, params (string, string)[] settings)
    {
        await using ServiceProvider services = TestModels.Services(server, azure, settings);
        return await services.GetRequiredService<IModelGateway>().AskAsync(TestModels.Placement, Token);
    }

    private static async Task<ModelReply> DoneAsync(ModelServerHost server, bool azure = true, params (string, string)[] settings)
    {
        Outcome<ModelReply> outcome = await AskAsync(server, azure, settings);
        return Assert.IsType<Outcome<ModelReply>.Done>(outcome).Value;
    }
}
