using Extraction.Worker.Grounding.Checks;
using Xunit;

namespace Extraction.Worker.Tests.Grounding.Checks;

public sealed class CreditCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("91440300279261119Q")]
    public void RightCodesAreValid(string code) => Assert.True(CreditCode.IsValid(code));

    [Theory]
    [InlineData("91440300 27926111 9Q")]
    [InlineData("９１４４０３００２７９２６１１１９Ｑ")]
    [InlineData("91440300279261119q")]
    [InlineData(" 914403-002792\n61119Q")]
    public void SpacesWidthAndCaseAreTolerated(string written)
    {
        Assert.Equal("91440300279261119Q", CreditCode.Normalise(written));
        Assert.True(CreditCode.IsValid(written));
    }

    [Theory]
    [InlineData("91440300279261119")]
    [InlineData("91440300279261119QT")]
    [InlineData("91440300279261O19Q")]
    [InlineData("9144A300279261119Q")]
    [InlineData("")]
    [InlineData("九一四四零三零零")]
    public void WhatHasNotTheFormIsNoCode(string text)
    {
        Assert.Null(CreditCode.Normalise(text));
        Assert.False(CreditCode.IsValid(text));
    }

    [Fact]
    public void EveryChangedCharacterIsNoticed()
    {
        const string Code = "91440300279261119Q";
        for (int i = 0; i < Code.Length; i++)
        {
            char other = Code[i] == '7' ? '8' : '7';
            Assert.False(CreditCode.IsValid(Code[..i] + other + Code[(i + 1)..]), $"position {i + 1}");
        }
    }

    [Fact]
    public void AWrongOrganisationCodeIsNoticedThoughTheWholeChecks()
    {
        string body = "91440300279261110";

        Assert.False(CreditCode.IsValid(body + CreditCode.CheckCharacter(body)));
    }
}
