using System.Text.Json.Nodes;

namespace Extraction.Prompts;

/// <summary>One version of one prompt, as its file holds it.</summary>
/// <param name="Name">The task.</param>
/// <param name="Version">SemVer 2.0.0.</param>
/// <param name="Sha256">SHA-256 of the file's bytes with line ends as LF, lower-case hexadecimal.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Template">Semantic Kernel template text with one <c>system</c> and one <c>user</c> message.</param>
/// <param name="InputVariables">Names of the variables that the template takes.</param>
/// <param name="Settings">How the model is to be run.</param>
/// <param name="OutputSchema">JSON Schema of the reply, in the subset that strict structured outputs take.</param>
/// <param name="Examples">Worked examples, checked against the schema at load.</param>
public sealed record PromptFile(
    string Name,
    string Version,
    string Sha256,
    string Description,
    string Template,
    IReadOnlyList<string> InputVariables,
    PromptSettings Settings,
    JsonObject OutputSchema,
    IReadOnlyList<PromptExample> Examples);
