using Extraction.TestKit;
using Xunit;

namespace Extraction.Prompts.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void TheTestsFindTheProject() => Assert.True(File.Exists(Path.Combine(SharedFolder.ProjectRoot, "Extraction.sln")));
}
