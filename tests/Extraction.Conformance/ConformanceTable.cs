using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Extraction.Conformance;

/// <summary>What came out, transport by case: printed at the end of the run, and written beside the test program.</summary>
internal static class ConformanceTable
{
    private static readonly ConcurrentDictionary<(string Transport, string Case), string> Results = new();

    public static bool IsEmpty => Results.IsEmpty;

    public static void Record(string transport, string name, string result) => Results[(transport, name)] = result;

    public static string Render()
    {
        string[] transports = [.. Results.Keys.Select(key => key.Transport).Distinct().Order(StringComparer.Ordinal)];
        int width = ConformanceCases.All.Max(name => name.Length);
        StringBuilder table = new();
        table.Append(CultureInfo.InvariantCulture, $"{"case".PadRight(width + 3)}").AppendLine(string.Join("  ", transports.Select(name => name.PadRight(12))));
        for (int i = 0; i < ConformanceCases.All.Count; i++)
        {
            string name = ConformanceCases.All[i];
            IEnumerable<string> cells = transports.Select(transport => Results.GetValueOrDefault((transport, name), "-").Split(':')[0].PadRight(12));
            table.Append(CultureInfo.InvariantCulture, $"{i + 1,2} {name.PadRight(width)}").AppendLine(string.Join("  ", cells.Prepend("").ToArray())[1..].TrimEnd());
        }

        foreach (((string transport, string name), string result) in Results.OrderBy(one => one.Key.Transport, StringComparer.Ordinal).ThenBy(one => ConformanceCases.All.ToList().IndexOf(one.Key.Case)))
        {
            if (result.Contains(':', StringComparison.Ordinal))
            {
                table.AppendLine(CultureInfo.InvariantCulture, $"{transport} {name} is {result}");
            }
        }

        return table.ToString();
    }
}
