using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Extraction.Prompts;
using Extraction.Prompts.Schemas;
using Microsoft.SemanticKernel;

namespace Extraction.Worker.LanguageModels;

/// <summary>How one call is to be made: the prompt's settings and the form of its reply.</summary>
internal sealed class ModelCallSettings : PromptExecutionSettings
{
    private static readonly ConditionalWeakTable<PromptFile, ModelCallSettings> OfPrompts = [];

    public required double Temperature { get; init; }

    public required int MaxTokens { get; init; }

    public required int? Seed { get; init; }

    /// <summary>Name of the schema in the request.</summary>
    public required string SchemaName { get; init; }

    /// <summary>The schema in the form that strict structured outputs take.</summary>
    public required JsonObject Schema { get; init; }

    /// <summary>What stands above the schema in the system message, where the endpoint takes no schema.</summary>
    public required string SchemaNote { get; init; }

    /// <summary>The settings of a prompt, made once for it.</summary>
    public static ModelCallSettings For(PromptFile prompt) => OfPrompts.GetValue(prompt, static p => Create(p));

    private static ModelCallSettings Create(PromptFile prompt) => new()
    {
        Temperature = prompt.Settings.Temperature,
        MaxTokens = prompt.Settings.MaxTokens,
        Seed = prompt.Settings.Seed,
        SchemaName = prompt.Name,
        Schema = StrictSchema.ToSend(prompt.OutputSchema),
        SchemaNote = prompt.SchemaNote,
    };

    /// <summary>The same with room for a longer reply.</summary>
    public ModelCallSettings WithMaxTokens(int maxTokens) => new()
    {
        Temperature = Temperature,
        MaxTokens = maxTokens,
        Seed = Seed,
        SchemaName = SchemaName,
        Schema = Schema,
        SchemaNote = SchemaNote,
    };
}
