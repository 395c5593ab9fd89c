using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using Extraction.Prompts.Rendering;
using Extraction.Prompts.Schemas;
using YamlDotNet.RepresentationModel;

namespace Extraction.Prompts.Loading;

/// <summary>What must hold between the parts of one prompt file.</summary>
internal static partial class PromptChecks
{
    private const string ProblemsPlaceholder = "{{$problems}}";

    public static void Check(PromptFile prompt, YamlFields fields, ProblemList problems)
    {
        CheckNames(prompt, fields, problems);
        CheckTemplate(prompt, fields.Optional("template"), problems);
        if (prompt.Correction.Length > 0 && !prompt.Correction.Contains(ProblemsPlaceholder, StringComparison.Ordinal))
        {
            problems.Add(fields.Required("correction")!, $"`correction` must say with {ProblemsPlaceholder} where the validator's words go.");
        }

        // What follows compiles the schema and renders, and would only repeat what is wrong so far.
        if (problems.All.Count == 0)
        {
            CheckExamples(prompt, fields, problems);
        }

        if (problems.All.Count == 0)
        {
            CheckRendering(prompt, fields, problems);
        }
    }

    private static void CheckNames(PromptFile prompt, YamlFields fields, ProblemList problems)
    {
        if (prompt.Name.Length > 0 && !Kebab().IsMatch(prompt.Name))
        {
            problems.Add(fields.Required("name")!, "`name` must be lower-case words joined by hyphens.");
        }

        if (prompt.Version.Length > 0 && SemanticVersion.TryParse(prompt.Version) is null)
        {
            problems.Add(fields.Required("version")!, "`version` must be a SemVer 2.0.0 version: 1.0.0 when released, 1.1.0-draft before.");
        }
    }

    private static void CheckTemplate(PromptFile prompt, YamlNode? template, ProblemList problems)
    {
        if (template is null)
        {
            return;
        }

        string[] used = [.. VariableInTemplate().Matches(prompt.Template).Select(m => m.Groups[1].Value)];
        HashSet<string> declared = new(StringComparer.Ordinal);
        foreach (PromptVariable variable in prompt.Variables)
        {
            if (variable.Name is CompiledPrompt.TaskVariable or CompiledPrompt.ExamplesVariable || !VariableName().IsMatch(variable.Name) || !declared.Add(variable.Name))
            {
                problems.Add(template, $"The variable `{variable.Name}` must have a name of its own: letters and digits, a lower-case letter first, not task or examples.");
            }

            if (!used.Contains(variable.Name))
            {
                problems.Add(template, $"The variable `{variable.Name}` is declared, but the template does not use it.");
            }
        }

        foreach (string name in used.Distinct().Where(name => name is not (CompiledPrompt.TaskVariable or CompiledPrompt.ExamplesVariable) && !declared.Contains(name)))
        {
            problems.Add(template, $"The template uses `{name}`, which `input_variables` does not declare.");
        }

        if (VariableInTemplate().Replace(prompt.Template, string.Empty).Contains("{{", StringComparison.Ordinal))
        {
            problems.Add(template, "The template may hold variables only, written {{$name}}; functions are not called from it.");
        }
    }

    private static void CheckExamples(PromptFile prompt, YamlFields fields, ProblemList problems)
    {
        ReplySchema schema = ReplySchema.Compile(prompt.OutputSchema);
        foreach (YamlNode node in fields.List("examples"))
        {
            (PromptExample example, YamlJson? places) = PromptFileReader.Example(node, problems);
            foreach (string name in example.Input.Keys.Where(name => prompt.Variables.All(v => v.Name != name)))
            {
                problems.Add(node, $"The example gives `{name}`, which the prompt does not declare.");
            }

            foreach (PromptVariable variable in prompt.Variables.Where(v => v.Default is null && !example.Input.ContainsKey(v.Name)))
            {
                problems.Add(node, $"The example gives no `{variable.Name}`.");
            }

            foreach (SchemaProblem problem in schema.Check(example.Output))
            {
                problems.Add(places!.Place(problem.At), $"The example's output does not fit the schema at `{problem.At}`: found {problem.Found}, expected {problem.Expected}.");
            }

            foreach ((string pointer, string quote) in Quotes(example.Output, string.Empty))
            {
                if (!example.Input.Values.Any(text => text.Contains(quote, StringComparison.Ordinal)))
                {
                    problems.Add(places!.Place(pointer), $"The example's input does not hold the words at `{pointer}`; quotes are verbatim.");
                }
            }
        }
    }

    /// <summary>The quotes of a reply; a value without a quote is its own.</summary>
    private static IEnumerable<(string Pointer, string Quote)> Quotes(JsonNode? node, string at)
    {
        if (node is JsonArray items)
        {
            return items.SelectMany((item, i) => Quotes(item, JsonPointer.Append(at, i)));
        }

        if (node is not JsonObject o)
        {
            return [];
        }

        IEnumerable<(string, string)> inner = o.SelectMany(p => Quotes(p.Value, JsonPointer.Append(at, p.Key)));
        string own = o["quote"] is null ? "value" : "quote";
        return o[own]?.GetValueKind() == JsonValueKind.String ? inner.Prepend((JsonPointer.Append(at, own), o[own]!.GetValue<string>())) : inner;
    }

    private static void CheckRendering(PromptFile prompt, YamlFields fields, ProblemList problems)
    {
        YamlNode template = fields.Required("template")!;
        try
        {
            RenderedPrompt one = Render(prompt, "x");
            RenderedPrompt other = Render(prompt, "y");
            if (one.System != other.System)
            {
                problems.Add(template, "Variables may stand in the user message only: the system message must be the same for every document.");
            }

            if (!one.User.StartsWith($"{UserMessage.TaskLabel}{prompt.Name} {prompt.Version}\n", StringComparison.Ordinal))
            {
                problems.Add(template, "The user message must begin with the line `Task: {{$task}}`, and something must follow it.");
            }
            else if (UserMessage.Read(one.User) is not UserMessage read || !prompt.Variables.All(v => read.Values.GetValueOrDefault(v.Name) == "x"))
            {
                problems.Add(template, "Every variable must stand on lines of its own in the user message: `name: {{$name}}`, a fenced one as {{$name}} alone.");
            }
        }
        catch (XmlException e)
        {
            // A block scalar's text begins on the line after its indicator.
            long line = template.Start.Line + Math.Max(e.LineNumber, 1);
            problems.AddAtLine(line, Math.Max(e.LinePosition, 1), $"The template does not read as messages: {e.Message}");
        }
    }

    private static RenderedPrompt Render(PromptFile prompt, string value) =>
        CompiledPrompt.Of(prompt).Render(prompt.Variables.ToDictionary(v => v.Name, _ => value));

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"\{\{\s*\$([0-9A-Za-z_]+)\s*\}\}")]
    private static partial Regex VariableInTemplate();
}
