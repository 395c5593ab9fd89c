using System.Security.Cryptography;
using Extraction.Worker.LanguageModels.Offline.Reading.Business;
using Extraction.Worker.LanguageModels.Offline.Reading.Parties;
using Extraction.Worker.LanguageModels.Offline.Reading.Places;
using Extraction.Worker.LanguageModels.Offline.Reading.Text;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Terms;

/// <summary>All lexicons of the rule-based reader, loaded once and immutable.</summary>
internal sealed class Lexicons
{
    private static readonly Lazy<Lexicons> Shared = new(() => new Lexicons());

    private Lexicons()
    {
        Folding = new CharacterFolding(LexiconFile.Rows("characters.csv", "from", "to").SelectMany(row => row[0].Zip(row[1])));
        Places = new Gazetteer();
        Relations = [.. LexiconFile.Rows("relations.csv", "term", "right", "toward", "from", "left").Select(ReadRelation)];
        List<(string, TermKind, int)> terms = [.. Places.Terms];
        terms.AddRange(Relations.Select((cue, i) => (cue.Term, TermKind.Relation, i)));
        foreach (string[] row in LexiconFile.Rows("cues.csv", "kind", "terms"))
        {
            TermKind kind = Enum.Parse<TermKind>(row[0], ignoreCase: true);
            terms.AddRange(row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(term => (term.Replace('_', ' '), kind, 0)));
        }

        foreach (string[] row in LexiconFile.Rows("firms.csv", "names"))
        {
            terms.AddRange(row[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(term => (term.Replace('_', ' '), TermKind.Firm, 0)));
        }

        foreach (string[] row in LexiconFile.Rows("honours.csv", "core", "open"))
        {
            terms.Add((row[0], TermKind.Honour, row[1].Length > 0 ? 1 : 0));
        }

        NameTrades = [.. LexiconFile.Rows("name-trades.csv", "name", "words").Select(row => (row[0], row[1]))];
        Acts = new TradeActs(LexiconFile.Rows("acts.csv", "words").SelectMany(row => row[0].Split(' ')));
        Phrases = new ActPhrases(Acts);
        Terms = new TermTable(terms.Distinct());
        Hash = HashFiles();
    }

    public static Lexicons Default => Shared.Value;

    public CharacterFolding Folding { get; }

    public Gazetteer Places { get; }

    public IReadOnlyList<RelationCue> Relations { get; }

    /// <summary>Parts of company names and the characters that the trades they hint at are written with.</summary>
    public IReadOnlyList<(string Name, string Words)> NameTrades { get; }

    public TradeActs Acts { get; }

    /// <summary>Rows of <see cref="Acts"/>.</summary>
    public ActPhrases Phrases { get; }

    public TermTable Terms { get; }

    /// <summary>SHA-256 over the lexicon files, its first 16 hexadecimal digits.</summary>
    public string Hash { get; }

    private static RelationCue ReadRelation(string[] row) => new(row[0].Replace('_', ' '), ReadRelation(row[1]), ReadRelation(row[2]), ReadRelation(row[3]), ReadRelation(row[4]));

    private static Relation ReadRelation(string letter) => letter switch
    {
        "C" => Relation.Customer,
        "E" => Relation.EndCustomer,
        "S" => Relation.Supplier,
        "B" => Relation.Bystander,
        _ => Relation.None,
    };

    private static string HashFiles()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(LexiconFile.Folder, "*.csv").Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
