using Extraction.TestKit;
using Extraction.Worker.Placement;
using Extraction.Worker.Placement.Candidates;
using Extraction.Worker.Placement.Chains;
using Xunit;

namespace Extraction.Worker.Tests.Placement;

/// <summary>
/// Items of registered business scopes in their standard wording (after GB/T 4754-2017), each alone, on the chain where it belongs: <c>scope-phrases.csv</c>,
/// columns <c>phrase</c> and <c>chains</c> (equally good ones separated by bars).
/// </summary>
public class ScopePhraseTests
{
    [Fact]
    public void Standard_items_lead_to_their_chains()
    {
        PlacementRanking ranking = new(Taxonomy.Load(new PlacementOptions().Taxonomy));
        string file = Path.Combine(SharedFolder.ProjectRoot, "tests", "Extraction.Worker.Tests", "Placement", "scope-phrases.csv");
        string[][] rows = [.. File.ReadLines(file).Skip(1).Select(line => line.Split(','))];

        string[] wrong = [.. rows.Where(row => !row[1].Split('|').Contains(First(ranking, row[0]))).Select(row => $"{row[0]}: {First(ranking, row[0])}")];

        Assert.True(rows.Length >= 350);
        Assert.True(wrong.Length <= rows.Length / 25, string.Join('\n', wrong));
    }

    private static string? First(PlacementRanking ranking, string phrase)
    {
        IReadOnlyList<Candidate> ranked = ranking.Rank(PlacementSubject.FromProfile(string.Empty, phrase, null, []), 1);
        return ranked.Count > 0 ? ranked[0].Node.Chain.Name : null;
    }
}
