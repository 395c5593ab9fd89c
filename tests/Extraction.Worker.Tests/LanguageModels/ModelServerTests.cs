using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ModelServer;
using ModelServer.Faults;
using ModelServer.Limits;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels;

/// <summary>The server that the other tests rely on.</summary>
public sealed class ModelServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void FaultsDependOnSeedAndPromptAndNotOnTheOrderOfCalls()
    {
        string[] first = Outcomes(seed: 1, Enumerable.Range(0, 200));
        string[] backwards = Outcomes(seed: 1, Enumerable.Range(0, 200).Reverse());
        Assert.Equal(first, backwards.Reverse());
        Assert.NotEqual(first, Outcomes(seed: 2, Enumerable.Range(0, 200)));
        Assert.InRange(first.Count(outcome => outcome.StartsWith('5')), 10, 30);
        Assert.InRange(first.Count(outcome => outcome.EndsWith("length", StringComparison.Ordinal)), 10, 30);
    }

    [Fact]
    public void AnUnknownFaultIsNamed() =>
        Assert.Contains("'slow=1'", Assert.Throws<FormatException>(() => FaultPlan.Parse("slow=1", 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void AtAdmissionTheWholeReplyIsChargedAndAtActualUseWhatItTook()
    {
        FakeTimeProvider time = new();
        RateMeter admission = new(time, new ServerLimits { TokensPerMinute = 6000, WindowSeconds = 10 });
        Assert.True(admission.Admit(600, out _));
        Assert.False(admission.Admit(600, out TimeSpan wait));
        Assert.Equal(TimeSpan.FromSeconds(10), wait);
        RateMeter actual = new(time, new ServerLimits { TokensPerMinute = 6000, WindowSeconds = 10, Charge = ChargeAt.ActualUse });
        Assert.True(actual.Admit(600, out _) && actual.Admit(600, out _));
        actual.Complete(1100);
        Assert.False(actual.Admit(1, out _));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(admission.Admit(1000, out _));
        Assert.True(actual.Admit(1, out _));
        Assert.Contains(("x-ratelimit-remaining-tokens", "900"), actual.Headers());
        actual.Limits = actual.Limits with { TokensPerMinute = 3000 };
        Assert.Contains(("x-ratelimit-remaining-tokens", "400"), actual.Headers());
    }

    [Fact]
    public async Task LimitsAreChangedWhileItRuns()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(_ => ServerAnswer.Reply("{}"));
        using HttpClient client = new() { BaseAddress = server.Address };
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client)).StatusCode);
        await client.PutAsJsonAsync("control/limits", new { requestsPerMinute = 1, retry = "Seconds" }, Token);
        using HttpResponseMessage refused = await AskAsync(client);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("0", refused.Headers.GetValues("x-ratelimit-remaining-requests").Single());
        await client.PutAsync("control/faults?seed=1", new StringContent("html=1"), Token);
        await client.PutAsJsonAsync("control/limits", new { }, Token);
        Assert.Equal("text/html", (await AskAsync(client)).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task TheReaderAnswersWithinTheRoomThatWasAskedFor()
    {
        await using ModelServerHost server = await ModelServerHost.StartAsync(ServerScript.Offline());
        using HttpClient client = new() { BaseAddress = server.Address };
        JsonNode choice = (await Choice(client, 4000))!;
        Assert.Contains("台州澜桥阀门有限公司", choice["message"]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("length", (await Choice(client, 5))!["finish_reason"]!.GetValue<string>());
    }

    private static async Task<JsonNode?> Choice(HttpClient client, int room)
    {
        string user = TestModels.Profile("台州澜桥阀门有限公司主要从事阀门的生产。").User;
        HttpResponseMessage answer = await client.PostAsJsonAsync("v1/chat/completions", new { model = "m", max_tokens = room, messages = new[] { new { role = "user", content = user } } }, Token);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Token))!["choices"]![0];
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client) => client.PostAsync(
        "v1/chat/completions", new StringContent("""{"model":"m","messages":[{"role":"user","content":"hello"}]}""", Encoding.UTF8, "application/json"), Token);

    private static string[] Outcomes(int seed, IEnumerable<int> numbers)
    {
        Func<ChatCall, ServerAnswer> script = FaultPlan.Parse("failed=0.1,length=0.1", seed).Over(_ => ServerAnswer.Reply("{}"));
        return [.. numbers.Select(number =>
        {
            JsonObject body = new() { ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = FormattableString.Invariant($"prompt {number}") }) };
            ServerAnswer answer = script(new ChatCall("/", null, null, body));
            return FormattableString.Invariant($"{answer.Status} {answer.FinishReason}");
        })];
    }
}
