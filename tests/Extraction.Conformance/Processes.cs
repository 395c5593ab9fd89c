using Xunit;

namespace Extraction.Conformance;

/// <summary>Tests that start processes and servers: one after another, after all others, because they take the whole machine.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Processes
{
    public const string Name = "processes";
}
