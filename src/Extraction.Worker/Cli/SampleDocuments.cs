using System.Text.Json;
using Extraction.Contracts;

namespace Extraction.Worker.Cli;

/// <summary>The samples that are shipped beside the program, as a crawler would submit them.</summary>
internal static class SampleDocuments
{
    /// <summary>One message a document, in the order of <c>gold.jsonl</c>.</summary>
    public static IEnumerable<DocumentSubmitted> Read(string folder)
    {
        string list = Path.Combine(folder, "gold.jsonl");
        if (!File.Exists(list))
        {
            throw new CliException($"The samples are not in {folder}; build the project again, which puts them beside the program.");
        }

        foreach (string line in File.ReadLines(list))
        {
            Sample sample = JsonSerializer.Deserialize<Sample>(line, ContractJson.Options)!;
            yield return new DocumentSubmitted(
                DocumentSubmitted.CurrentVersion,
                Path.GetFileName(sample.Document),
                sample.Kind,
                new DocumentSource(Uri: sample.Document),
                Language: sample.Language);
        }
    }

    private sealed record Sample(string Document, DocumentKind Kind, string? Language = null);
}
