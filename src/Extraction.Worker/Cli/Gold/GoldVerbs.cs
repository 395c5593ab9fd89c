namespace Extraction.Worker.Cli.Gold;

/// <summary><c>extraction gold lint|judge|export</c>.</summary>
internal static class GoldVerbs
{
    public const string Group = "gold";

    public static Verb[] Create(CliConsole console) => [LintGoldVerb.Create(console), JudgeGoldVerb.Create(console), ExportGoldVerb.Create(console)];
}
