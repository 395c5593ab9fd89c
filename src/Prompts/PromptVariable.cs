namespace Extraction.Prompts;

/// <summary>A variable of a prompt.</summary>
/// <param name="Name">As the template writes it, without the dollar sign.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Fenced">
/// True for text of any length, which is rendered between two lines that it cannot close; false for a word or two, folded to one line.
/// </param>
/// <param name="Default">What is rendered where no value is given; null where a value must be given.</param>
public sealed record PromptVariable(string Name, string Description, bool Fenced, string? Default);
