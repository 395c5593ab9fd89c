using System.Text.Json;

namespace Extraction.Contracts;

/// <summary>The one rule by which enum members get their wire form.</summary>
internal static class KebabCase
{
    public static string Of(string member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member);
}
