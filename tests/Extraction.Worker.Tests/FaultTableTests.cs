using System.Text.RegularExpressions;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests;

/// <summary>The table of faults in the documentation names tests that are there.</summary>
public sealed partial class FaultTableTests
{
    public static TheoryData<string, string> Named
    {
        get
        {
            TheoryData<string, string> named = [];
            foreach (Match test in Tests().Matches(File.ReadAllText(Path.Combine(SharedFolder.ProjectRoot, "docs", "faults.md"))))
            {
                named.Add(test.Groups["class"].Value, test.Groups["method"].Value);
            }

            return named;
        }
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void EveryTestThatIsNamedIsThere(string className, string method)
    {
        string file = Assert.Single(Directory.EnumerateFiles(Path.Combine(SharedFolder.ProjectRoot, "tests"), className + ".cs", SearchOption.AllDirectories));
        Assert.Matches($@"\n    public (async Task|Task|void) {method}\(", File.ReadAllText(file));
    }

    [GeneratedRegex(@"`(?<class>[A-Z]\w+)\.(?<method>[A-Z]\w+)`")]
    private static partial Regex Tests();
}
