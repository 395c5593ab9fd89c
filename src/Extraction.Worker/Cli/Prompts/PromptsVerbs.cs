namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts list|show|lint|draft|render|diff|release|schema</c>.</summary>
internal static class PromptsVerbs
{
    public const string Group = "prompts";

    public static Verb[] Create(CliConsole console) =>
    [
        ListPromptsVerb.Create(console),
        ShowPromptVerb.Create(console),
        LintPromptsVerb.Create(console),
        DraftPromptVerb.Create(console),
        RenderPromptVerb.Create(console),
        DiffPromptsVerb.Create(console),
        ReleasePromptVerb.Create(console),
        SchemaVerb.Create(console),
    ];
}
