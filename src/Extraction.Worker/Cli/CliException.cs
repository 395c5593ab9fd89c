namespace Extraction.Worker.Cli;

/// <summary>Ends a verb with one sentence on standard error and exit code 1.</summary>
internal sealed class CliException(string sentence) : Exception(sentence);
