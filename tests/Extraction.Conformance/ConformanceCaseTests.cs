using System.Reflection;
using Xunit;

namespace Extraction.Conformance;

public sealed class ConformanceCaseTests
{
    [Fact]
    public void EveryCaseIsATestAndEveryTestIsACase()
    {
        IEnumerable<string> tests = typeof(TransportConformance).GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => method.Name);
        Assert.Equal(ConformanceCases.All.Order(), tests.Order());
        Assert.Equal(45, ConformanceCases.All.Count);
    }
}
