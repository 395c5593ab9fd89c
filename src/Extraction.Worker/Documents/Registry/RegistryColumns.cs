using System.Collections.Frozen;
using System.Text;
using CsvHelper;

namespace Extraction.Worker.Documents.Registry;

/// <summary>The columns of company registers by their many names, from <c>registry-columns.csv</c>.</summary>
internal static class RegistryColumns
{
    /// <summary>The standard name of the column that makes a table one of companies.</summary>
    public const string CompanyName = "企业名称";

    private static readonly FrozenDictionary<string, string> Standard = ReadSynonyms();

    /// <summary>The standard name for a header cell, or null where it is none that is known.</summary>
    public static string? Find(string header) => Standard.GetValueOrDefault(Normalise(header));

    /// <summary>Letters and digits only, without a unit in brackets: <c>注册资本（万元）</c> and <c>Company_Name</c> are found as 注册资本 and companyname.</summary>
    private static string Normalise(string header)
    {
        StringBuilder kept = new(header.Length);
        int depth = 0;
        foreach (char character in header.Normalize(NormalizationForm.FormKC))
        {
            depth += character is '(' or '[' ? 1 : 0;
            if (depth == 0 && char.IsLetterOrDigit(character))
            {
                kept.Append(char.ToLowerInvariant(character));
            }

            depth -= character is ')' or ']' && depth > 0 ? 1 : 0;
        }

        return kept.ToString();
    }

    private static FrozenDictionary<string, string> ReadSynonyms()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Documents", "Registry", "registry-columns.csv");
        using CsvReader csv = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        Dictionary<string, string> synonyms = new(StringComparer.Ordinal);
        while (csv.Read())
        {
            synonyms[Normalise(csv.GetString("synonym"))] = csv.GetString("column");
        }

        return synonyms.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
