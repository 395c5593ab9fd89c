using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Extraction.Worker.Cli;

/// <summary>A length of time as people write it: <c>30s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class Age
{
    /// <summary>Reads it; null where the text is none.</summary>
    public static TimeSpan? TryParse(string text) =>
        text.Length > 1
        && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int amount)
        && Unit(text[^1]) is { } unit
            ? unit * amount
            : null;

    /// <summary>An option that takes an age.</summary>
    public static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "AGE",
        CustomParser = Parse,
    };

    private static TimeSpan? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        TimeSpan? age = TryParse(text);
        if (age is null)
        {
            result.AddError($"'{text}' is no length of time; write 30s, 15m, 2h or 7d.");
        }

        return age;
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
