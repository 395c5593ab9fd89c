using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extraction.Worker.Evaluation.Judging;

/// <summary>Saves judgements back to a gold file of JSON Lines. Lines without a judgement stay byte for byte.</summary>
internal static class GoldEditor
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Applies judgements.</summary>
    /// <param name="file">The gold file.</param>
    /// <param name="judgements">The judgements.</param>
    /// <returns>What could not be saved, one sentence each. The others are.</returns>
    public static IReadOnlyList<string> Save(string file, IReadOnlyList<Judgement> judgements)
    {
        string[] lines = File.ReadAllText(file).Split('\n');
        Dictionary<string, int> lineOf = new(StringComparer.Ordinal);
        for (int line = 0; line < lines.Length; line++)
        {
            if (!string.IsNullOrWhiteSpace(lines[line]))
            {
                lineOf[JsonNode.Parse(lines[line])!["document"]!.GetValue<string>()] = line;
            }
        }

        List<string> problems = [];
        foreach (IGrouping<string, Judgement> document in judgements.GroupBy(one => one.Document, StringComparer.Ordinal))
        {
            if (!lineOf.TryGetValue(document.Key, out int line))
            {
                problems.Add($"{document.Key}: the gold file holds no such document.");
                continue;
            }

            JsonObject record = JsonNode.Parse(lines[line])!.AsObject();
            foreach (Judgement judgement in document)
            {
                if ((judgement.Verdict == "published" ? Correct(record, judgement) : Confirm(record, judgement)) is { } problem)
                {
                    problems.Add($"{judgement.Document}, {judgement.Company ?? "companies"}, {judgement.Field}: {problem}");
                }
            }

            lines[line] = record.ToJsonString(Written) + (lines[line].EndsWith('\r') ? "\r" : string.Empty);
        }

        string half = file + ".new";
        File.WriteAllText(half, string.Join('\n', lines), new UTF8Encoding(false));
        File.Move(half, file, overwrite: true);
        return problems;
    }

    private static string? Confirm(JsonObject record, Judgement judgement)
    {
        JsonArray judged = Array(record, "judged");
        judged.Add(new JsonObject
        {
            ["company"] = judgement.Company,
            ["field"] = judgement.Field,
            ["labelled"] = judgement.Labelled,
            ["published"] = judgement.Published,
        });
        return null;
    }

    private static string? Correct(JsonObject record, Judgement judgement)
    {
        switch (judgement.Field)
        {
            case GoldScorer.Names:
                JsonArray companies = Array(record, "companies");
                if (judgement.Labelled is not null)
                {
                    companies.Remove(Company(record, judgement.Labelled));
                }
                else
                {
                    companies.Add(new JsonObject { ["name"] = judgement.Published });
                }

                return null;
            case GoldScorer.NotNamedCustomers or GoldScorer.NotNamedProducts:
                Remove(Array((JsonObject)record["notNamed"]!, judgement.Field["notNamed.".Length..]), judgement.Published!);
                return null;
        }

        return Company(record, judgement.Company ?? string.Empty) is not { } company
            ? "the gold file labels no such company; judge the company's name first."
            : CorrectField(company, judgement);
    }

    private static string? CorrectField(JsonObject company, Judgement judgement)
    {
        switch (judgement.Field)
        {
            case GoldScorer.Products or GoldScorer.Customers or GoldScorer.EndCustomers or GoldScorer.Honours:
                Change(Array(company, judgement.Field), judgement);
                return null;
            case GoldScorer.PatentNumbers:
                Change(Array(Object(company, "patents"), "numbers"), judgement);
                return null;
            case GoldScorer.MainBusiness:
                company[GoldScorer.MainBusiness] = new JsonArray([.. (judgement.Published ?? string.Empty).Split('；', StringSplitOptions.RemoveEmptyEntries).Select(one => JsonValue.Create(one))]);
                return null;
            case GoldScorer.PatentCount or GoldScorer.PatentPending:
                Object(company, "patents")[judgement.Field == GoldScorer.PatentCount ? "count" : "pending"] = Number(judgement.Published);
                return null;
            case GoldScorer.PatentTypes:
                string[] types = (judgement.Published ?? "//").Split('/');
                JsonObject split = [];
                foreach ((string name, int? count) in new[] { ("invention", Number(types[0])), ("utilityModel", Number(types[1])), ("design", Number(types[2])) })
                {
                    if (count is not null)
                    {
                        split[name] = count;
                    }
                }

                Object(company, "patents")["byType"] = split.Count == 0 ? null : split;
                return null;
            case GoldScorer.Location:
                string[] place = (judgement.Published ?? " ").Split(' ', 2);
                company["location"] = judgement.Published is null ? null : new JsonObject { ["province"] = Word(place[0]), ["city"] = Word(place[^1]) };
                return null;
            case GoldScorer.CreditCode:
                string[] code = (judgement.Published ?? string.Empty).Split(' ');
                company["creditCode"] = code[0].Length == 0 ? null : code[0].ToUpperInvariant();
                company["creditCodeValid"] = code[0].Length == 0 ? null : code[^1] == "valid";
                return null;
            case GoldScorer.Chain when judgement.Published is { } chain && company["chain"] is JsonArray and [JsonObject first, ..]:
                Array(first, "chainNameAlso").Add(chain);
                return null;
            case GoldScorer.Industry or GoldScorer.Role or GoldScorer.Node when judgement.Published is { } right && company["chain"] is JsonArray and [JsonObject only]:
                only[judgement.Field] = judgement.Field == GoldScorer.Role ? right.ToLowerInvariant() : right;
                if (judgement.Field == GoldScorer.Node)
                {
                    only.Remove("nodeId");
                }

                return null;
            default:
                return "the label has no place, or several, and one word does not say which is meant; correct the company's `chain` in the gold file.";
        }
    }

    private static void Change(JsonArray values, Judgement judgement)
    {
        if (judgement.Labelled is not null)
        {
            Remove(values, judgement.Labelled);
        }

        if (judgement.Published is not null)
        {
            values.Add(judgement.Published);
        }
    }

    private static void Remove(JsonArray values, string value)
    {
        if (values.FirstOrDefault(one => one?.GetValue<string>() == value) is { } found)
        {
            values.Remove(found);
        }
    }

    private static JsonObject? Company(JsonObject record, string name) =>
        Array(record, "companies").OfType<JsonObject>().FirstOrDefault(company => company["name"]?.GetValue<string>() == name);

    private static JsonArray Array(JsonObject owner, string name)
    {
        if (owner[name] is not JsonArray values)
        {
            owner[name] = values = [];
        }

        return values;
    }

    private static JsonObject Object(JsonObject owner, string name)
    {
        if (owner[name] is not JsonObject value)
        {
            owner[name] = value = [];
        }

        return value;
    }

    private static int? Number(string? written) => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string? Word(string written) => written.Length == 0 ? null : written;
}
