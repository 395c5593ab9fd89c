using Xunit;

namespace Extraction.Contracts.Tests;

public sealed class FailureCodeTests
{
    [Theory]
    [InlineData(FailureCode.MessageInvalid, "message-invalid")]
    [InlineData(FailureCode.DocumentTooLarge, "document-too-large")]
    [InlineData(FailureCode.WorkerDied, "worker-died")]
    public void CodesTravelInKebabCase(FailureCode code, string wire)
    {
        Assert.Equal(wire, code.ToWire());
        Assert.True(FailureCodes.TryParse(wire, out FailureCode read));
        Assert.Equal(code, read);
    }

    [Fact]
    public void EveryCodeSaysWhatItMeansInOneSentence() => Assert.All(Enum.GetValues<FailureCode>(), code =>
    {
        string meaning = code.Meaning();
        Assert.EndsWith(".", meaning, StringComparison.Ordinal);
        Assert.DoesNotContain(". ", meaning, StringComparison.Ordinal);
    });

    [Fact]
    public void AnUnknownCodeIsNotParsed() => Assert.False(FailureCodes.TryParse("document-lost", out _));
}
