using System.Globalization;
using System.Text.RegularExpressions;
using Extraction.Contracts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Grounding.Checks;
using Extraction.Worker.Grounding.Numerals;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>Proves patent counts by the numerals of their quotes or by the numbers listed, and patent numbers by the text and their check digit.</summary>
internal static partial class PatentGrounder
{
    /// <summary>What holds; the rest is refused.</summary>
    public static PatentFacts Ground(Piece piece, PatentsReply reply)
    {
        List<CountFact> counts = [];
        foreach (PatentCountReply stated in reply.Counts)
        {
            string said = stated.Count.ToString(CultureInfo.InvariantCulture);
            if (piece.Locate("patents.count", stated.Quote, said) is not { } evidence)
            {
                continue;
            }

            if (States(evidence.Quote, stated.Count))
            {
                counts.Add(new CountFact(stated.Count, stated.AsOf, evidence));
            }
            else
            {
                piece.Refuse("patents.count", said, "other-number");
            }
        }

        bool hasSplit = reply.Invention is not null || reply.UtilityModel is not null || reply.Design is not null || reply.Pending is not null;
        Evidence? split = hasSplit && reply.Quote is not null ? piece.Locate("patents.byType", reply.Quote, null) : null;
        IReadOnlyList<Evidence> places = split is null ? [.. counts.Select(count => count.Evidence)] : [split, .. counts.Select(count => count.Evidence)];
        IReadOnlyList<PatentNumberFact> numbers = GroundNumbers(piece, reply.Numbers);
        int? Checked(string field, int? number, PatentKind? kind)
        {
            if (number is null || places.Any(place => States(place.Quote, number.Value)) || (kind is not null && numbers.Count(one => one.Kind == kind) == number))
            {
                return number;
            }

            piece.Refuse(field, number.Value.ToString(CultureInfo.InvariantCulture), "other-number");
            return null;
        }

        return new PatentFacts(
            counts,
            new PatentTypes(
                Checked("patents.byType.invention", reply.Invention, PatentKind.Invention),
                Checked("patents.byType.utilityModel", reply.UtilityModel, PatentKind.UtilityModel),
                Checked("patents.byType.design", reply.Design, PatentKind.Design)),
            Checked("patents.pending", reply.Pending, null),
            split is null ? [] : [split],
            numbers);
    }

    /// <summary>Whether a passage states a number: one of its numerals is it, or its numerals add up to it, or it says that there is none.</summary>
    internal static bool States(string passage, int number)
    {
        IReadOnlyList<long> numerals = NumeralsInText.Read(passage);
        return numerals.Contains(number)
            || (number > 0 && (Sums(numerals, number) || Sums(NumeralsInText.Read(PartOfBefore().Replace(passage, string.Empty)), number)))
            || (number == 0 && SaysNone(passage));
    }

    private static bool Sums(IReadOnlyList<long> numerals, int total)
    {
        // Every run of neighbouring numerals: 发明6项、实用新型5项 states 11.
        for (int first = 0; first < numerals.Count; first++)
        {
            long sum = numerals[first];
            for (int last = first + 1; last < numerals.Count && sum <= total; last++)
            {
                sum += numerals[last];
                if (sum == total)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>「发明十二件，其中两件与某校共有；实用新型三十四件」: the two are among the twelve.</summary>
    [GeneratedRegex("""其中[^，。；;]*""", RegexOptions.CultureInvariant)]
    private static partial Regex PartOfBefore();

    private static bool SaysNone(string passage) =>
        passage.Contains('无') || passage.Contains('未') || passage.Contains('没') || passage.Contains('無')
        || passage.Contains("no ", StringComparison.OrdinalIgnoreCase) || passage.Contains("not ", StringComparison.OrdinalIgnoreCase)
        || passage.Contains("none", StringComparison.OrdinalIgnoreCase)
        || passage.Contains("neither", StringComparison.OrdinalIgnoreCase);

    private static List<PatentNumberFact> GroundNumbers(Piece piece, IReadOnlyList<PatentNumberReply> numbers)
    {
        List<PatentNumberFact> found = [];
        foreach (PatentNumberReply number in numbers)
        {
            if (piece.Find("patents.numbers", number.Value, null) is { } fact)
            {
                string? title = number.Title is null ? null : piece.Find("patents.titles", number.Title, null)?.Value;
                ChinesePatentNumber? parts = PatentNumbers.Parse(fact.Value);
                found.Add(new PatentNumberFact(fact.Value, title, parts?.Valid, parts?.Kind, fact.Evidence));
            }
        }

        return found;
    }
}
