using System.Text.Json.Nodes;

namespace Extraction.Prompts;

/// <summary>One version of one prompt, as its file holds it.</summary>
/// <param name="Name">The task.</param>
/// <param name="Version">SemVer 2.0.0.</param>
/// <param name="Sha256">SHA-256 of the file's bytes with line ends as LF, lower-case hexadecimal.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Change">What this version changes, for those who compare versions.</param>
/// <param name="Template">Semantic Kernel template text with one <c>system</c> and one <c>user</c> message.</param>
/// <param name="Variables">The variables that the template takes.</param>
/// <param name="Correction">What a model is told when its reply does not fit: the text of the message, <c>{{$problems}}</c> where the validator's words go.</param>
/// <param name="SchemaNote">What stands above the schema in the system message, for endpoints that take no response format.</param>
/// <param name="Settings">How the model is to be run.</param>
/// <param name="OutputSchema">JSON Schema of the reply, in the subset that strict structured outputs take.</param>
/// <param name="Examples">Worked examples, checked against the schema at load.</param>
public sealed record PromptFile(
    string Name,
    string Version,
    string Sha256,
    string Description,
    string Change,
    string Template,
    IReadOnlyList<PromptVariable> Variables,
    string Correction,
    string SchemaNote,
    PromptSettings Settings,
    JsonObject OutputSchema,
    IReadOnlyList<PromptExample> Examples);
