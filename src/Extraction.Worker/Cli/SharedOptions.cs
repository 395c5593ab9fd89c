using System.CommandLine;
using System.Text.Json;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.Extraction;

namespace Extraction.Worker.Cli;

/// <summary>Options that several verbs take.</summary>
internal static class SharedOptions
{
    /// <summary>The setting that <c>--model</c> stands for.</summary>
    public const string ModelSetting = "Models:Use";

    /// <summary>The setting that <see cref="NoCache"/> stands for.</summary>
    public const string CacheSetting = "Models:Cache";

    public static Option<string?> Model() => new("--model") { Description = "Which configured endpoint to ask: a name under Models:Endpoints, or offline-rules.", HelpName = "NAME" };

    public static Option<bool> NoCache() => new("--no-cache") { Description = "Ask the model even where the ledger keeps its reply, and keep nothing." };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON, one object a line, for scripts." };

    public static Option<DocumentKind?> Kind()
    {
        string[] words = [.. Enum.GetValues<DocumentKind>().Select(Word)];
        Option<DocumentKind?> kind = new("--kind")
        {
            Description = $"What sort of text it is: {string.Join(", ", words)}. Default: registry for a registry table, else other.",
            HelpName = "KIND",
            CustomParser = result =>
            {
                string word = result.Tokens[0].Value;
                int index = Array.IndexOf(words, word);
                if (index < 0)
                {
                    result.AddError($"'{word}' is no kind of document; choose one of {string.Join(", ", words)}.");
                }

                return index < 0 ? null : (DocumentKind)index;
            },
        };
        kind.CompletionSources.Add(words);
        return kind;
    }

    public static Option<string[]> Prompt() => new("--prompt") { Description = "An exact prompt version; can be given once a task.", HelpName = "NAME@VERSION" };

    /// <summary>The settings that <c>--prompt</c> stands for.</summary>
    /// <exception cref="CliException">One is not of the form.</exception>
    public static IEnumerable<KeyValuePair<string, string?>> PromptSettings(IEnumerable<string> prompts) => prompts.Select(written =>
        PromptId.TryParse(written) is { } prompt
            ? Override($"{ExtractionOptions.Section}:{nameof(ExtractionOptions.Prompts)}:{prompt.Name}", prompt.Version)
            : throw new CliException($"--prompt '{written}' must be NAME@VERSION, company-profile@1.0.0 for instance."));

    /// <summary>A setting of the command line; nothing where it was not given.</summary>
    public static KeyValuePair<string, string?> Override(string setting, string? value) => new(setting, value);

    /// <summary>The wire form of a kind.</summary>
    public static string Word(DocumentKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
