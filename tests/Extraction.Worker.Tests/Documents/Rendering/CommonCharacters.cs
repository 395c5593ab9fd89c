using System.Text;
using Extraction.Worker.Documents;

namespace Extraction.Worker.Tests.Documents.Rendering;

/// <summary>
/// Texts in characters that Tesseract's model was taught. The samples' companies bear names of rare characters so that they are nobody's; the model
/// knows none of them and reads another each time, which says nothing about this reader.
/// </summary>
internal static class CommonCharacters
{
    private const string Stand = "华泰盛宏远兴瑞丰恒安";

    /// <summary>The text with every character outside the 3,755 common ones (GB 2312-80, level 1) exchanged, or null where it is written in traditional characters.</summary>
    public static string? Only(string text)
    {
        Encoding level = Encoding.GetEncoding("gb2312", EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        StringBuilder common = new(text.Length);
        int exchanged = 0;
        foreach (char character in text)
        {
            bool rare = character is >= '\u4E00' and <= '\u9FFF' && !(level.GetBytes([character]) is [>= 0xB0 and <= 0xD7, _]);
            exchanged += rare ? 1 : 0;
            common.Append(rare ? Stand[character % Stand.Length] : character);
        }

        return exchanged * 10 > text.Count(CjkText.IsCjk) ? null : common.ToString();
    }
}
