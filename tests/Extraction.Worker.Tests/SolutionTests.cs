using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void TheTestsFindTheProject() => Assert.True(File.Exists(Path.Combine(SharedFolder.ProjectRoot, "Extraction.sln")));
}
