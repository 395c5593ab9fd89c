using System.Globalization;
using Extraction.Prompts.Replies;

namespace Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>
/// Chooses among placement candidates by their lines alone: the best one for each thing that the profile says, the principal one first. A further activity
/// must fit its node better than the first: one that is placed nowhere is lost less than one placed where it does not belong.
/// </summary>
internal static class PlacementChooser
{
    private const double LeastSimilarity = 0.3;
    private const double LeastOfFurther = 0.5;
    private const int Most = 4;
    private const int LineParts = 5;

    /// <summary>The choice; empty where no candidate fits.</summary>
    /// <param name="candidates">One a line: <c>c1 | industry > chain > node | stage | 0.83 | makes phrase ~ term, term</c>.</param>
    public static PlacementReply Choose(string candidates)
    {
        List<PlacementChoice> choices = [];
        HashSet<string> covered = new(StringComparer.Ordinal);
        foreach (string line in candidates.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split('|', LineParts, StringSplitOptions.TrimEntries);
            if (choices.Count < Most && parts.Length == LineParts && Read(parts) is { } choice && covered.Add(choice.Quote)
                && choice.Confidence >= (choices.Count == 0 ? LeastSimilarity : LeastOfFurther))
            {
                choices.Add(choice);
            }
        }

        return new PlacementReply(choices);
    }

    /// <summary>The choice of one line; null where it is none of the form, or where only the company's name speaks for it.</summary>
    private static PlacementChoice? Read(string[] parts)
    {
        int space = parts[^1].IndexOf(' ', StringComparison.Ordinal);
        int tilde = parts[^1].LastIndexOf(" ~ ", StringComparison.Ordinal);
        return tilde > space && space > 0 && parts[^1][..space] is "makes" or "sells" or "uses"
            && double.TryParse(parts[3], NumberStyles.Float, CultureInfo.InvariantCulture, out double similarity)
            ? new PlacementChoice(parts[0], parts[^1][..space], Math.Round(similarity, 2), parts[^1][(space + 1)..tilde])
            : null;
    }
}
