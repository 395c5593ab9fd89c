using System.Globalization;
using Extraction.Prompts.Replies;

namespace Extraction.Worker.LanguageModels.Offline.Reading;

/// <summary>Chooses among placement candidates: the best one for each activity of the profile, the principal activity first.</summary>
internal static class PlacementChooser
{
    private const double LeastSimilarity = 0.3;
    private const int Most = 4;

    public static PlacementReply Choose(string profile, string candidates)
    {
        List<(string Field, string Value)> lines = [.. Lines(profile)];
        List<PlacementChoice> choices = [];
        HashSet<string> covered = new(StringComparer.Ordinal);
        foreach (string line in candidates.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split('|', StringSplitOptions.TrimEntries);
            if (parts.Length < 4 || choices.Count == Most || Similarity(parts[3]) is not { } similarity || similarity < LeastSimilarity)
            {
                continue;
            }

            string[] terms = parts.Length > 4 ? Terms(parts[4]) : [];
            if (Stating(lines, terms) is not { } stated || !covered.Add(stated.Value))
            {
                continue;
            }

            choices.Add(new PlacementChoice(parts[0], Role(stated.Field, stated.Value), Math.Round(similarity, 2), stated.Value));
        }

        return new PlacementReply(choices);
    }

    private static IEnumerable<(string, string)> Lines(string profile)
    {
        foreach (string line in profile.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                yield return (line[..colon].Trim(), line[(colon + 1)..].Trim());
            }
        }
    }

    /// <summary>The line that holds one of the matched terms: what the company does before what it buys.</summary>
    private static (string Field, string Value)? Stating(List<(string Field, string Value)> lines, string[] terms)
    {
        foreach (string field in (string[])["main business", "product", "scope", "input"])
        {
            foreach ((string name, string value) in lines)
            {
                if (name.StartsWith(field, StringComparison.Ordinal) && Array.Exists(terms, term => value.Contains(term, StringComparison.OrdinalIgnoreCase)))
                {
                    return (name, value);
                }
            }
        }

        return null;
    }

    private static string Role(string field, string value) => field switch
    {
        "input" => "uses",
        "product (sells)" => "sells",
        "product (makes)" => "makes",
        _ => TradeStatement.SellsOnly(value) ? "sells" : "makes",
    };

    private static double? Similarity(string part)
    {
        string[] words = part.Split(' ');
        return double.TryParse(words[^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    private static string[] Terms(string part)
    {
        int colon = part.IndexOf(':', StringComparison.Ordinal);
        return part[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
