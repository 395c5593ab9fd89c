using Extraction.Contracts;
using Extraction.Worker.Extraction;
using Xunit;

namespace Extraction.Worker.Tests.ExtractionStep;

public sealed class CoverageMapTests
{
    [Fact]
    public void EveryCharacterCountsOnceInTheBestOfItsStates()
    {
        CoverageMap map = new(100);
        map.Failed(0, 40);
        map.Read(30, 80);
        map.Extracted(35, 45);
        Assert.Equal(new Coverage(Extracted: 10, Read: 40, Failed: 30, NotSent: 20), map.Count());
    }

    [Fact]
    public void WhatAnAnswerPassedOverIsFailed()
    {
        CoverageMap map = new(10);
        map.Read(0, 10);
        map.Unanswered(4, 6);
        Assert.Equal(new Coverage(0, 8, 2, 0), map.Count());
    }
}
