using System.Text.Json;

namespace Extraction.Worker.Evaluation;

/// <summary>Reads gold files: one JSON object a line.</summary>
internal static class GoldFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The labelled documents, in the file's order; empty lines are skipped.</summary>
    /// <exception cref="InvalidDataException">A line is no gold record; the message names the line.</exception>
    public static IReadOnlyList<GoldDocument> Parse(IEnumerable<string> lines)
    {
        List<GoldDocument> documents = [];
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                documents.Add(ParseLine(line, number));
            }
        }

        return documents;
    }

    private static GoldDocument ParseLine(string line, int number)
    {
        try
        {
            GoldDocument? document = JsonSerializer.Deserialize<GoldDocument>(line, Options);
            return document is { Document: not null, Companies: not null }
                ? document
                : throw new InvalidDataException($"Line {number} of the gold file lacks `document` or `companies`; add them.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"Line {number} of the gold file is no JSON object: {error.Message}", error);
        }
    }
}
