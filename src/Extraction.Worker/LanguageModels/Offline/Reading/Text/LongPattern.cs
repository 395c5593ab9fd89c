using System.Text.RegularExpressions;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Text;

/// <summary>
/// A pattern of many words that is tried on few places: it is interpreted. As generated code it would take hundreds of kilobytes, which every build and the
/// first document of every start would pay for, and no later document would gain from.
/// </summary>
internal static class LongPattern
{
    public static Regex Of(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
