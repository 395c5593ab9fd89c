using System.CommandLine;

namespace Extraction.Worker.Cli;

/// <summary>One verb of the command line.</summary>
/// <param name="Command">How it is called.</param>
/// <param name="Examples">What its help shows.</param>
internal sealed record Verb(Command Command, params string[] Examples)
{
    /// <summary>The word before it, where verbs stand together: <c>taxonomy lint</c>.</summary>
    public string? Group { get; init; }
}
