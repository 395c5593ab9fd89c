using System.Globalization;
using System.Text.Json;
using Extraction.Prompts.Rendering;
using Extraction.Prompts.Replies;

namespace Extraction.Prompts.Editing;

/// <summary>How two prompts differ, part by part.</summary>
public static class PromptDiff
{
    private static readonly JsonSerializerOptions Readable = new(ReplyJson.Options) { WriteIndented = true };

    /// <summary>The parts that differ, with their lines; parts that are alike are left out.</summary>
    public static IReadOnlyList<(string Part, IReadOnlyList<(char Sign, string Line)> Lines)> Of(PromptFile from, PromptFile to) =>
    [
        .. Parts(from).Zip(Parts(to))
            .Where(pair => pair.First.Text != pair.Second.Text)
            .Select(pair => (pair.First.Part, LineDiff.Of(pair.First.Text, pair.Second.Text))),
    ];

    /// <summary>The system message as it is rendered, for counting tokens.</summary>
    public static string System(PromptFile prompt) => CompiledPrompt.Of(prompt).Render(prompt.Variables.ToDictionary(variable => variable.Name, _ => "x")).System;

    private static IEnumerable<(string Part, string Text)> Parts(PromptFile prompt) =>
    [
        ("change", prompt.Change),
        ("description", prompt.Description),
        ("template", prompt.Template),
        ("correction", prompt.Correction),
        ("schema note", prompt.SchemaNote),
        ("settings", string.Create(CultureInfo.InvariantCulture, $"temperature: {prompt.Settings.Temperature}\nmax_tokens: {prompt.Settings.MaxTokens}\nseed: {prompt.Settings.Seed}")),
        ("variables", string.Join('\n', prompt.Variables.Select(one => $"{one.Name}{(one.Fenced ? " (fenced)" : string.Empty)}{(one.Default is null ? string.Empty : $" = {one.Default}")}: {one.Description}"))),
        ("output schema", prompt.OutputSchema.ToJsonString(Readable)),
        ("examples", JsonSerializer.Serialize(prompt.Examples, Readable)),
    ];
}
