using Extraction.Prompts;
using Extraction.Worker.LanguageModels;

namespace Extraction.Benchmarks;

/// <summary>Prints what every version of every prompt costs before a document stands in it: tokens (o200k_base) of the system message and of the schema that is sent with it.</summary>
internal static class PromptsBenchmark
{
    public static void Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        PromptCatalog catalog = PromptCatalog.Load(PromptCatalog.ShippedDirectory);
        foreach (PromptFile prompt in catalog.All.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal))
        {
            RenderedPrompt rendered = PromptCatalog.Render(prompt, prompt.Examples[0].Input);
            Console.WriteLine($"{prompt.Name,-18} {prompt.Version}  system message {TokenCounter.Count(rendered.System),5} tokens, schema {TokenCounter.Count(prompt.OutputSchema.ToJsonString()),5} tokens");
        }
    }
}
