using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Extraction.Prompts.Schemas;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Extraction.Prompts.Loading;

/// <summary>Reads one prompt file and says, with line and column, what is wrong with it.</summary>
internal static class PromptFileReader
{
    /// <param name="file">How messages name the file.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>The prompt, or null with at least one problem.</returns>
    public static (PromptFile? Prompt, IReadOnlyList<PromptProblem> Problems) Read(string file, byte[] bytes)
    {
        ProblemList problems = new(file);
        try
        {
            string text = new UTF8Encoding(false, true).GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
            string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            PromptFile? prompt = Document(text, problems) is YamlNode root ? Prompt(root, hash, problems) : null;
            return (problems.All.Count == 0 ? prompt : null, problems.All);
        }
        catch (DecoderFallbackException)
        {
            problems.AddAtLine(0, 0, "The file is not UTF-8; save it as UTF-8.");
        }
        catch (YamlException e)
        {
            problems.Add(e.Start, $"The file is not valid YAML here: {e.Message}");
        }

        return (null, problems.All);
    }

    private static YamlNode? Document(string text, ProblemList problems)
    {
        // An alias would make one value stand in two places, and a circle of them would have no end.
        Parser events = new(new StringReader(text));
        while (events.MoveNext())
        {
            if (events.Current is AnchorAlias alias)
            {
                problems.Add(alias.Start, "Aliases are not read; write the value out, or use $ref in a schema.");
                return null;
            }
        }

        YamlStream stream = [];
        stream.Load(new StringReader(text));
        if (stream.Documents.Count == 1)
        {
            return stream.Documents[0].RootNode;
        }

        problems.AddAtLine(1, 1, $"The file holds {stream.Documents.Count} YAML documents; it must hold one.");
        return null;
    }

    private static PromptFile Prompt(YamlNode root, string hash, ProblemList problems)
    {
        YamlFields fields = new(
            root,
            "The file",
            problems,
            "name", "version", "description", "change", "template_format", "template", "correction", "schema_note", "input_variables", "execution_settings", "output", "examples");
        PromptFile prompt = new(
            fields.Text("name"),
            fields.Text("version"),
            hash,
            fields.Text("description"),
            fields.Text("change"),
            fields.Text("template"),
            [.. fields.List("input_variables").Select(v => Variable(v, problems))],
            fields.Text("correction"),
            fields.Text("schema_note"),
            Settings(fields.Required("execution_settings"), problems),
            Schema(fields.Required("output"), problems),
            [.. fields.List("examples").Select(e => Example(e, problems).Example)]);
        if (fields.Text("template_format") is not ("semantic-kernel" or ""))
        {
            problems.Add(fields.Required("template_format")!, "`template_format` must be semantic-kernel.");
        }

        PromptChecks.Check(prompt, fields, problems);
        return prompt;
    }

    private static PromptVariable Variable(YamlNode node, ProblemList problems)
    {
        YamlFields fields = new(node, "The variable", problems, "name", "description", "default", "fence");
        string? otherwise = (fields.Optional("default") as YamlScalarNode)?.Value;
        return new PromptVariable(fields.Text("name"), fields.Text("description"), fields.Flag("fence", otherwise: false), otherwise);
    }

    private static PromptSettings Settings(YamlNode? node, ProblemList problems)
    {
        if (node is null)
        {
            return new PromptSettings(0, 1, null);
        }

        YamlFields services = new(node, "`execution_settings`", problems, "default");
        if (services.Required("default") is not YamlNode settings)
        {
            return new PromptSettings(0, 1, null);
        }

        YamlFields fields = new(settings, "`execution_settings.default`", problems, "temperature", "max_tokens", "seed");
        return new PromptSettings(
            fields.Number("temperature", 0, 2),
            fields.Whole("max_tokens", 1, 1_000_000),
            fields.Optional("seed") is null ? null : fields.Whole("seed", 0, int.MaxValue));
    }

    private static JsonObject Schema(YamlNode? node, ProblemList problems)
    {
        if (node is null)
        {
            return [];
        }

        YamlJson json = YamlJson.Of(node);
        if (json.Value is not JsonObject schema)
        {
            problems.Add(node, "`output` must be a JSON Schema object.");
            return [];
        }

        IReadOnlyList<SchemaProblem> found = StrictSchema.Check(schema);
        try
        {
            ReplySchema.Compile(schema);
        }
        catch (SchemaException e)
        {
            found = [.. e.Problems, .. found];
        }

        foreach (SchemaProblem problem in found)
        {
            problems.Add(json.Place(problem.At), $"In the output schema at `{problem.At}`: found {problem.Found}, expected {problem.Expected}.");
        }

        return schema;
    }

    /// <summary>One example with the places of its output.</summary>
    public static (PromptExample Example, YamlJson? Output) Example(YamlNode node, ProblemList problems)
    {
        YamlFields fields = new(node, "The example", problems, "input", "output");
        Dictionary<string, string> input = new(StringComparer.Ordinal);
        if (fields.Required("input") is YamlMappingNode variables)
        {
            foreach ((YamlNode key, YamlNode value) in variables.Children)
            {
                input[key.ToString()] = (value as YamlScalarNode)?.Value ?? string.Empty;
            }
        }

        YamlJson? output = fields.Required("output") is YamlNode written ? YamlJson.Of(written) : null;
        return (new PromptExample(input, output?.Value ?? new JsonObject()), output);
    }
}
