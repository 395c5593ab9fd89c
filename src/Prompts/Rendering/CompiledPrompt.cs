using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Prompts.Replies;
using Microsoft.SemanticKernel;

namespace Extraction.Prompts.Rendering;

/// <summary>A prompt whose template is parsed once and rendered many times, by Semantic Kernel's own engine. Thread-safe.</summary>
internal sealed class CompiledPrompt
{
    /// <summary>The variable that names the prompt and its version in the first line of the user message.</summary>
    public const string TaskVariable = "task";

    /// <summary>The variable that shows the prompt's examples in the system message.</summary>
    public const string ExamplesVariable = "examples";

    private static readonly ConditionalWeakTable<PromptFile, CompiledPrompt> Compiled = [];

    /// <summary>Templates hold variables only, so that no service or plugin is ever looked up in it.</summary>
    private static readonly Kernel Kernel = new();

    private readonly PromptFile _prompt;
    private readonly IPromptTemplate _template;
    private readonly string _examples;

    private CompiledPrompt(PromptFile prompt)
    {
        _prompt = prompt;
        PromptTemplateConfig config = new(prompt.Template) { Name = prompt.Name.Replace('-', '_'), TemplateFormat = PromptTemplateConfig.SemanticKernelTemplateFormat };
        foreach (string name in prompt.Variables.Select(v => v.Name).Append(TaskVariable).Append(ExamplesVariable))
        {
            config.InputVariables.Add(new InputVariable { Name = name });
        }

        _template = new KernelPromptTemplateFactory().Create(config);
        _examples = string.Empty;
        _examples = Examples();
    }

    /// <summary>The compiled form, made once for a prompt.</summary>
    public static CompiledPrompt Of(PromptFile prompt) => Compiled.GetValue(prompt, static p => new CompiledPrompt(p));

    /// <exception cref="ArgumentException">A value is missing or the prompt has no such variable.</exception>
    /// <exception cref="System.Xml.XmlException">The template does not render to messages.</exception>
    public RenderedPrompt Render(IReadOnlyDictionary<string, string> variables)
    {
        KernelArguments arguments = new() { [TaskVariable] = $"{_prompt.Name} {_prompt.Version}", [ExamplesVariable] = _examples };
        int given = 0;
        foreach (PromptVariable variable in _prompt.Variables)
        {
            bool isGiven = variables.TryGetValue(variable.Name, out string? value);
            given += isGiven ? 1 : 0;
            value ??= variable.Default
                ?? throw new ArgumentException($"Prompt {_prompt.Name} {_prompt.Version} needs a value for `{variable.Name}`.", nameof(variables));
            arguments[variable.Name] = variable.Fenced ? Fence.Around(variable.Name, PromptText.Clean(value)) : PromptText.OneLine(value);
        }

        if (given != variables.Count)
        {
            string unknown = variables.Keys.First(name => _prompt.Variables.All(v => v.Name != name));
            throw new ArgumentException($"Prompt {_prompt.Name} {_prompt.Version} has no variable `{unknown}`.", nameof(variables));
        }

        return Read(arguments);
    }

    private RenderedPrompt Read(KernelArguments arguments)
    {
        Task<string> rendering = _template.RenderAsync(Kernel, arguments);
        if (!rendering.IsCompleted)
        {
            throw new InvalidOperationException($"Prompt {_prompt.Name} {_prompt.Version} waits for something while it renders; its template may hold variables only.");
        }

        IReadOnlyList<(string Role, string Content)> messages = RenderedMessages.Read(rendering.GetAwaiter().GetResult());
        return messages is [("system", string system), ("user", string user)]
            ? new RenderedPrompt(_prompt, system, user)
            : throw new System.Xml.XmlException("the template must hold one <message role=\"system\"> followed by one <message role=\"user\">");
    }

    private string Examples()
    {
        StringBuilder text = new();
        foreach (PromptExample example in _prompt.Examples)
        {
            JsonNode output = example.Output;
            text.Append("\n\nExample input:\n").Append(Render(example.Input).User)
                .Append("\n\nExample reply:\n").Append(JsonSerializer.Serialize(output, ReplyJson.Options));
        }

        return text.ToString().Trim();
    }
}
