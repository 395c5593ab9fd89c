using System.Text.Json;
using System.Text.Json.Nodes;
using Extraction.Prompts.Schemas;

namespace Extraction.Worker.Evaluation;

/// <summary>Reads gold records, one JSON object a line, and checks each against the gold file's JSON Schema.</summary>
internal static class GoldLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly Lazy<ReplySchema> Schema = new(() => ReplySchema.Compile(JsonNode.Parse(File.ReadAllText(SchemaFile))!.AsObject()));

    /// <summary>The JSON Schema of a line, for editors too.</summary>
    public static string SchemaFile => Path.Combine(AppContext.BaseDirectory, "Evaluation", "Gold", "gold.schema.json");

    /// <param name="file">How messages name the file.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="problems">Where problems go.</param>
    /// <returns>The records of the lines that are right, each with its line number from 1.</returns>
    public static IReadOnlyList<(GoldDocument Gold, int Line)> Parse(string file, IEnumerable<string> lines, List<GoldProblem> problems)
    {
        List<(GoldDocument, int)> records = [];
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line) && Record(file, line, number, problems) is { } record)
            {
                records.Add((record, number));
            }
        }

        return records;
    }

    private static GoldDocument? Record(string file, string line, int number, List<GoldProblem> problems)
    {
        JsonNode? json;
        try
        {
            json = JsonNode.Parse(line, documentOptions: Strict);
        }
        catch (JsonException wrong)
        {
            problems.Add(new GoldProblem(file, number, $"The line is no JSON object, at character {(wrong.BytePositionInLine ?? 0) + 1}: {Reason(wrong)}"));
            return null;
        }

        IReadOnlyList<SchemaProblem> found = Schema.Value.Check(json);
        foreach (SchemaProblem problem in found)
        {
            problems.Add(new GoldProblem(file, number, $"{(problem.At.Length == 0 ? "In the record" : $"At `{problem.At}`")}: found {problem.Found}, expected {problem.Expected}."));
        }

        return found.Count == 0 ? json.Deserialize<GoldDocument>(Options) : null;
    }

    /// <summary>The reason alone: place and path are said apart.</summary>
    private static string Reason(JsonException wrong)
    {
        int end = wrong.Message.IndexOf(" Path:", StringComparison.Ordinal);
        end = end < 0 ? wrong.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) : end;
        return end < 0 ? wrong.Message : wrong.Message[..end];
    }
}
