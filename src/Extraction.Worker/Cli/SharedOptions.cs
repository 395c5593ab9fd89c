using System.CommandLine;
using System.Text.Json;
using Extraction.Contracts;

namespace Extraction.Worker.Cli;

/// <summary>Options that several verbs take.</summary>
internal static class SharedOptions
{
    /// <summary>The setting that <c>--model</c> stands for.</summary>
    public const string ModelSetting = "Models:Use";

    public static Option<string?> Model() => new("--model") { Description = "Which configured endpoint to ask: a name under Models:Endpoints, or offline-rules.", HelpName = "NAME" };

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

    /// <summary>A setting of the command line; nothing where it was not given.</summary>
    public static KeyValuePair<string, string?> Override(string setting, string? value) => new(setting, value);

    /// <summary>The wire form of a kind.</summary>
    public static string Word(DocumentKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
