namespace Extraction.Prompts.Schemas;

/// <summary>JSON Pointers (RFC 6901), built while a value is walked.</summary>
internal static class JsonPointer
{
    public static string Append(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Append(string pointer, int index) => $"{pointer}/{index}";
}
