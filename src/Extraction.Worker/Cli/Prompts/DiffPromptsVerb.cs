using System.CommandLine;
using System.Globalization;
using Extraction.Prompts;
using Extraction.Prompts.Editing;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts diff</c>.</summary>
internal static class DiffPromptsVerb
{
    private const int Around = 2;

    public static Verb Create(CliConsole console)
    {
        Command command = new("diff", "Shows how two versions differ: text, settings, variables, schema, examples, and the tokens of the system message.");
        Argument<string> from = new("FROM") { Description = "NAME@VERSION, or NAME for the newest released version." };
        Argument<string> to = new("TO") { Description = "NAME@VERSION." };
        Option<string?> folder = OpenCatalog.Option();
        Option<bool> json = SharedOptions.Json();
        command.Add(from);
        command.Add(to);
        command.Add(folder);
        command.Add(json);
        command.SetAction(parsed =>
        {
            PromptCatalog catalog = PromptCatalog.Load(OpenCatalog.Folder(parsed.GetValue(folder)));
            PromptFile left = OpenCatalog.Find(catalog, parsed.GetValue(from)!);
            PromptFile right = OpenCatalog.Find(catalog, parsed.GetValue(to)!);
            IReadOnlyList<(string Part, IReadOnlyList<(char Sign, string Line)> Lines)> parts = PromptDiff.Of(left, right);
            (int before, int after) = (TokenCounter.Count(PromptDiff.System(left)), TokenCounter.Count(PromptDiff.System(right)));
            if (parsed.GetValue(json))
            {
                console.WriteJson(new
                {
                    from = new { left.Name, left.Version, left.Sha256, systemTokens = before },
                    to = new { right.Name, right.Version, right.Sha256, systemTokens = after },
                    parts = parts.Select(part => new { part.Part, removed = Lines(part.Lines, '-'), added = Lines(part.Lines, '+') }),
                });
                return ExitCode.Done;
            }

            console.Output.WriteLine($"--- {left.Name}@{left.Version}");
            console.Output.WriteLine($"+++ {right.Name}@{right.Version}");
            foreach ((string part, IReadOnlyList<(char Sign, string Line)> lines) in parts)
            {
                console.Output.WriteLine($"@@ {part}");
                Write(console, lines);
            }

            console.Output.WriteLine(parts.Count == 0 ? "They say the same." : string.Empty);
            console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"system message: {before:#,0} → {after:#,0} tokens ({after - before:+#,0;-#,0;0})"));
            return ExitCode.Done;
        });
        return new Verb(command, "extraction prompts diff company-profile@1.0.0 company-profile@1.1.0-draft") { Group = PromptsVerbs.Group };
    }

    private static IEnumerable<string> Lines(IEnumerable<(char Sign, string Line)> lines, char sign) => lines.Where(line => line.Sign == sign).Select(line => line.Line);

    /// <summary>Changed lines with two around them; dots where lines are left out.</summary>
    private static void Write(CliConsole console, IReadOnlyList<(char Sign, string Line)> lines)
    {
        bool[] shown = new bool[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Sign != ' ')
            {
                Array.Fill(shown, true, Math.Max(0, i - Around), Math.Min(lines.Count, i + Around + 1) - Math.Max(0, i - Around));
            }
        }

        for (int i = 0; i < lines.Count; i++)
        {
            if (shown[i])
            {
                console.Output.WriteLine($"{lines[i].Sign} {lines[i].Line}");
            }
            else if (i > 0 && shown[i - 1])
            {
                console.Output.WriteLine("  …");
            }
        }
    }
}
