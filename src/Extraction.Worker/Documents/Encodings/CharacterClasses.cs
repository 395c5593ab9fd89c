using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Extraction.Worker.Documents.Encodings;

/// <summary>How likely a character is in a text about companies: from the frequent ones (a data file) over the first levels of GB 2312 and Big5 to those that no text holds.</summary>
internal static class CharacterClasses
{
    private static readonly FrozenSet<char> Frequent = ReadFrequent();
    private static readonly FrozenSet<char> FirstLevel = DecodeFirstLevels();

    /// <summary>Weight of one character outside ASCII, by itself.</summary>
    public static double Weight(char character)
    {
        if (Frequent.Contains(character))
        {
            return 1.0;
        }

        if (character is >= '\u4E00' and <= '\u9FFF')
        {
            return FirstLevel.Contains(character) ? 0.6 : -0.4;
        }

        return character switch
        {
            '\uFFFD' => -3,
            < '\u00A0' => -3,
            >= '\uE000' and <= '\uF8FF' => -2,
            >= '\u3040' and <= '\u30FF' => 0.5,
            >= '\uAC00' and <= '\uD7A3' => 0.4,
            >= '\uFF61' and <= '\uFF9F' => -0.5,
            >= '\uFF00' and <= '\uFF60' => 0.6,
            >= '\u2010' and <= '\u2027' or '\u20AC' or '\u2122' or '\u2103' => 0.5,
            >= '\u2500' and <= '\u259F' => -0.3,
            >= '\uD800' and <= '\uDFFF' => -0.5,
            >= '\u0370' and <= '\u052F' => 0.3,
            _ => char.GetUnicodeCategory(character) == UnicodeCategory.OtherNotAssigned ? -2 : -0.2,
        };
    }

    private static FrozenSet<char> ReadFrequent() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Documents", "Encodings", "common-characters.csv")).Skip(1).SelectMany(line => line).ToFrozenSet();

    private static FrozenSet<char> DecodeFirstLevels()
    {
        StringBuilder characters = new();
        Encoding simplified = Charsets.Find("gb18030")!;
        Encoding traditional = Charsets.Find("big5")!;
        for (int lead = 0xA4; lead <= 0xD7; lead++)
        {
            for (int trail = 0x40; trail <= 0xFE; trail++)
            {
                byte[] pair = [(byte)lead, (byte)trail];
                if (lead is >= 0xB0 && trail is >= 0xA1)
                {
                    characters.Append(simplified.GetString(pair));
                }

                if (lead <= 0xC6 && trail is <= 0x7E or >= 0xA1)
                {
                    characters.Append(traditional.GetString(pair));
                }
            }
        }

        return characters.ToString().Where(character => character is >= '\u4E00' and <= '\u9FFF').ToFrozenSet();
    }
}
