using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Extraction.Worker.Evaluation.Results;

namespace Extraction.Worker.Evaluation.Reporting;

/// <summary>Writes a result as one HTML page that needs nothing else: the page draws what <c>--json</c> writes.</summary>
internal static class HtmlReport
{
    private const string Placeholder = "__DATA__";

    /// <summary>With the default encoder, which escapes what could end the script element: documents are data here too.</summary>
    private static readonly JsonSerializerOptions Embedded = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    private static string Template => Path.Combine(AppContext.BaseDirectory, "Evaluation", "Reporting", "report.html");

    /// <summary>Writes the page.</summary>
    public static async Task WriteAsync(string path, EvaluationResult result, CancellationToken cancellationToken)
    {
        string page = await File.ReadAllTextAsync(Template, cancellationToken);
        string json = JsonSerializer.Serialize(result, Embedded);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await File.WriteAllTextAsync(path, page.Replace(Placeholder, json, StringComparison.Ordinal), new UTF8Encoding(false), cancellationToken);
    }
}
