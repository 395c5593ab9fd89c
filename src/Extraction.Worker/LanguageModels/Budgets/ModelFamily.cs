namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>A family of models that share a tokenizer.</summary>
/// <param name="Name">As it is written in the configuration, and as the names of its models begin.</param>
/// <param name="Encoding">Its encoding; for families whose vocabulary is not public in this form, the nearest one, corrected by what the answers say.</param>
internal sealed record ModelFamily(string Name, string Encoding)
{
    /// <summary>Whether its models reason before they answer: they take <c>max_completion_tokens</c>, and no temperature.</summary>
    public bool Reasons => Name is "o1" or "o3" or "o4" or "gpt-5";

    private const string Cl100K = "cl100k_base";

    /// <summary>Longer names first, because <c>gpt-4o</c> is not of the family <c>gpt-4</c>.</summary>
    public static IReadOnlyList<ModelFamily> Known { get; } =
    [
        new("gpt-4o", TokenCounter.O200K), new("gpt-4.1", TokenCounter.O200K), new("gpt-4.5", TokenCounter.O200K), new("gpt-5", TokenCounter.O200K), new("gpt-oss", TokenCounter.O200K), new("chatgpt", TokenCounter.O200K),
        new("o1", TokenCounter.O200K), new("o3", TokenCounter.O200K), new("o4", TokenCounter.O200K),
        new("gpt-4", Cl100K), new("gpt-3.5", Cl100K), new("gpt-35", Cl100K),
        .. new[]
        {
            "qwen", "qwq", "deepseek", "glm", "chatglm", "kimi", "moonshot", "yi", "ernie", "hunyuan", "doubao", "minimax", "baichuan", "internlm", "step",
            "llama", "mistral", "mixtral", "gemma", "gemini", "phi", "claude", "command", "grok", "other",
        }.Select(name => new ModelFamily(name, TokenCounter.O200K)),
    ];

    /// <summary>The family of that name, or null.</summary>
    public static ModelFamily? Named(string name) => Known.FirstOrDefault(family => string.Equals(family.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The family by a model's name. A deployment can be called anything, so one that tells nothing is counted like the newest models.</summary>
    public static ModelFamily Of(string model) =>
        Known.FirstOrDefault(family => model.StartsWith(family.Name, StringComparison.OrdinalIgnoreCase)) ?? Named("other")!;
}
