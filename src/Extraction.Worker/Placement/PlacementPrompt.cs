using System.Globalization;
using System.Text;
using Extraction.Contracts;
using Extraction.Worker.Placement.Candidates;
using Extraction.Worker.Placement.Chains;

namespace Extraction.Worker.Placement;

/// <summary>Writes the variables of the prompt <c>chain-placement</c>.</summary>
internal static class PlacementPrompt
{
    /// <summary>The prompt's name in the catalog.</summary>
    public const string Name = "chain-placement";

    /// <summary>The variables <c>profile</c> and <c>candidates</c>.</summary>
    public static Dictionary<string, string> Variables(PlacementSubject subject, IReadOnlyList<Candidate> candidates) => new()
    {
        ["profile"] = Profile(subject),
        ["candidates"] = string.Join('\n', candidates.Select(Line)),
    };

    /// <summary>The label of a candidate by its position.</summary>
    public static string Label(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index + 1}");

    private static string Profile(PlacementSubject subject)
    {
        StringBuilder lines = new();
        void Add(string label, string text) => lines.Append(label).Append(": ").Append(OneLine(text)).Append('\n');
        Add("name", subject.Name);
        foreach (PlacementPhrase phrase in subject.Phrases)
        {
            Add(LabelOf(phrase), phrase.Text);
        }

        foreach (string customer in subject.Customers)
        {
            Add("customer", customer);
        }

        foreach (string customer in subject.EndCustomers)
        {
            Add("end customer", customer);
        }

        return lines.ToString().TrimEnd('\n');
    }

    private static string LabelOf(PlacementPhrase phrase) => phrase.Kind switch
    {
        PhraseKind.MainBusiness => "main business",
        PhraseKind.Product => phrase.Role == ChainRole.Sells ? "product (sells)" : "product (makes)",
        PhraseKind.Input => "input",
        _ => "scope",
    };

    private static string Line(Candidate candidate, int index)
    {
        string stage = candidate.Node.Stage is null ? "-" : TaxonomyStage.Word(candidate.Node.Stage);
        string does = candidate.Activity.Phrase < 0 ? "name" : Word(candidate.Activity.Role);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Label(index)} | {candidate.Node.Path} | {stage} | {candidate.Similarity:0.00} | {does} {OneLine(candidate.Activity.Text)} ~ {string.Join(", ", candidate.Matched)}");
    }

    private static string Word(ChainRole role) => role switch
    {
        ChainRole.Sells => "sells",
        ChainRole.Uses => "uses",
        _ => "makes",
    };

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
