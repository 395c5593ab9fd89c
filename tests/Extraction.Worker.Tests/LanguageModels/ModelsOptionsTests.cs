using Extraction.Worker.LanguageModels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Extraction.Worker.Tests.LanguageModels;

public sealed class ModelsOptionsTests
{
    private static readonly (string Name, string Value)[] Good =
    [
        ("Models:Use", "a"),
        ("Models:Endpoints:a:Kind", "OpenAI"),
        ("Models:Endpoints:a:Address", "http://127.0.0.1:9/v1"),
        ("Models:Endpoints:a:Model", "m"),
        ("TEST_KEY", "k"),
        ("Models:Endpoints:a:KeyFrom", "TEST_KEY"),
    ];

    [Fact]
    public void GoodSettingsMakeAGateway() => Assert.Equal(new ModelIdentity("m", string.Empty), Model([]));

    [Theory]
    [InlineData("Models:Use", "b", "Models:Use is `b`")]
    [InlineData("Models:MaxReasks", "9", "Models:MaxReasks")]
    [InlineData("Models:MaxReasks", "many", "Models:MaxReasks")]
    [InlineData("Models:Colour", "red", "Models:Colour is not a setting")]
    [InlineData("Models:Endpoints:a:Modell", "x", "Models:Endpoints:a:Modell is not a setting")]
    [InlineData("Models:Endpoints:a:Kind", "Gemini", "Models:Endpoints:a:Kind is `Gemini`")]
    [InlineData("Models:Endpoints:a:Kind", "1", "Models:Endpoints:a:Kind is `1`")]
    [InlineData("Models:Endpoints:a:Address", "", "Models:Endpoints:a:Address is empty")]
    [InlineData("Models:Endpoints:a:Address", "ftp://x", "Models:Endpoints:a:Address is `ftp://x`")]
    [InlineData("Models:Endpoints:a:Address", "http://x/v1?key=1", "Models:Endpoints:a:Address must be the base address")]
    [InlineData("Models:Endpoints:a:Model", " ", "Models:Endpoints:a:Model is empty")]
    [InlineData("Models:Endpoints:a:Structured", "xml", "Models:Endpoints:a:Structured is `xml`")]
    [InlineData("Models:Endpoints:a:Auth", "entra", "Models:Endpoints:a:Auth is entra")]
    [InlineData("Models:Endpoints:a:Auth", "magic", "Models:Endpoints:a:Auth is `magic`")]
    [InlineData("Models:Endpoints:a:TimeoutSeconds", "0", "Models:Endpoints:a:TimeoutSeconds")]
    [InlineData("Models:Endpoints:a:TimeoutSeconds", "NaN", "Models:Endpoints:a:TimeoutSeconds")]
    [InlineData("Models:Endpoints:a:InputPricePerMillion", "-1", "Models:Endpoints:a:InputPricePerMillion is negative")]
    [InlineData("Models:Endpoints:a:TokensPerMinute", "-1", "Models:Endpoints:a:TokensPerMinute is -1")]
    [InlineData("Models:Endpoints:a:RequestsPerMinute", "0", "Models:Endpoints:a:RequestsPerMinute is 0")]
    [InlineData("Models:Endpoints:a:TokensPerMinute", "NaN", "Models:Endpoints:a:TokensPerMinute")]
    [InlineData("Models:Endpoints:a:Weight", "0", "Models:Endpoints:a:Weight")]
    [InlineData("Models:Endpoints:a:Priority", "-1", "Models:Endpoints:a:Priority")]
    [InlineData("Models:Endpoints:a:MaxConcurrency", "0", "Models:Endpoints:a:MaxConcurrency")]
    [InlineData("Models:Endpoints:a:Family", "gtp-4o", "Models:Endpoints:a:Family is `gtp-4o`")]
    [InlineData("Models:Use", "a,b", "Models:Use is `b`")]
    [InlineData("Models:Use", "a,offline-rules", "never stands in for a model")]
    [InlineData("Models:Retries", "11", "Models:Retries")]
    [InlineData("Models:LongestWaitSeconds", "-1", "Models:LongestWaitSeconds")]
    [InlineData("Models:Endpoints:a:Currency", "euro", "Models:Endpoints:a:Currency is `euro`")]
    [InlineData("Models:Endpoints:a:KeyFrom", "NO_SUCH_KEY_IS_SET", "environment variable NO_SUCH_KEY_IS_SET")]
    [InlineData("TEST_KEY", "line\nbreak", "environment variable TEST_KEY")]
    public void AWrongSettingIsNamedInASentence(string setting, string value, string words)
    {
        OptionsValidationException e = Assert.Throws<OptionsValidationException>(() => Model([(setting, value)]));
        string sentence = Assert.Single(e.Failures);
        Assert.Contains(words, sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEndpointThatIsNotInUseNeedsNoKey() =>
        Assert.Equal("offline-rules", Model([("Models:Use", "offline-rules"), ("TEST_KEY", "")]).Name);

    private static ModelIdentity Model((string Name, string Value)[] changes)
    {
        using ServiceProvider services = TestModels.Services(
            [.. Good.Where(g => changes.All(c => c.Name != g.Name)), .. changes]);
        return services.GetRequiredService<IModelGateway>().Model;
    }
}
