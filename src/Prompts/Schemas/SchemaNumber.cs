using System.Text.Json.Nodes;

namespace Extraction.Prompts.Schemas;

/// <summary>Numbers of a reply, as far as bounds can be tested on them.</summary>
internal static class SchemaNumber
{
    /// <summary>False for numbers outside the range of <see cref="decimal"/>; those fail every bound.</summary>
    public static bool TryRead(JsonNode value, out decimal number)
    {
        JsonValue scalar = value.AsValue();
        if (scalar.TryGetValue(out number))
        {
            return true;
        }

        // A node made from a number of the runtime gives that type only.
        if (scalar.TryGetValue(out long whole) || (scalar.TryGetValue(out int small) && (whole = small) == small))
        {
            number = whole;
            return true;
        }

        if (scalar.TryGetValue(out double real) && Math.Abs(real) < 1e28)
        {
            number = (decimal)real;
            return true;
        }

        return false;
    }
}
