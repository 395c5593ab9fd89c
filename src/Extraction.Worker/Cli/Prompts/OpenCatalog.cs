using System.CommandLine;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Cli.Prompts;

/// <summary>The catalog that a verb works on.</summary>
internal static class OpenCatalog
{
    public static Option<string?> Option() => new("--catalog") { Description = "The folder that holds prompts.lock. Default: the configured catalog (Prompts:Catalog).", HelpName = "DIR" };

    public static Argument<string> Prompt(string description) => new("PROMPT") { Description = description };

    public static string Folder(string? given) => given ?? WorkerConfiguration.Read()[LanguageModelServices.CatalogSetting] ?? PromptCatalog.ShippedDirectory;

    /// <summary>A prompt as a person names it: <c>NAME</c> for the newest released version, or <c>NAME@VERSION</c>.</summary>
    public static PromptFile Find(PromptCatalog catalog, string written)
    {
        string[] parts = written.Split('@');
        return parts switch
        {
            [{ Length: > 0 } name] => catalog.Get(name),
            [{ Length: > 0 } name, { Length: > 0 } version] => catalog.Get(name, version),
            _ => throw new CliException($"'{written}' must be NAME or NAME@VERSION, company-profile@1.0.0 for instance."),
        };
    }
}
