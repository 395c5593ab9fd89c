using System.Globalization;
using System.Text;

namespace Extraction.Worker.Grounding.Approximate;

/// <summary>Says for people what a repair did.</summary>
internal static class RepairDescription
{
    /// <summary>One phrase an edit, such as <c>囗 read as 容</c> or <c>洁 was missing</c>.</summary>
    public static string Of(ReadOnlySpan<char> quote, ReadOnlySpan<char> text, IReadOnlyList<Edit> edits)
    {
        StringBuilder description = new();
        foreach (Edit edit in edits)
        {
            description.Append(description.Length == 0 ? string.Empty : "; ");
            _ = edit.Kind switch
            {
                EditKind.Missing => description.Append(text[edit.Text]).Append(" was missing"),
                EditKind.Extra => description.Append(quote[edit.Quote]).Append(" was too much"),
                _ => description.Append(quote[edit.Quote]).Append(" read as ").Append(text[edit.Text]),
            };
        }

        return description.ToString();
    }

    /// <summary>For a quote whose middle was left out.</summary>
    public static string Elided(int characters) => string.Create(CultureInfo.InvariantCulture, $"… stands for {characters} characters");
}
