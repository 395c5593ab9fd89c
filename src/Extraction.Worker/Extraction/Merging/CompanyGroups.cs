using Extraction.Worker.Extraction.Facts;
using Extraction.Worker.Grounding.Checks;

namespace Extraction.Worker.Extraction.Merging;

/// <summary>
/// Decides which pieces speak of one company. The answer does not depend on the order of the pieces. Two valid credit codes that differ, or a branch and
/// its parent, are never one company.
/// </summary>
internal static class CompanyGroups
{
    private static readonly string[] LegalEndings =
        ["公司", "企业", "工厂", "合作社", "事务所", "研究院", "研究所", "商行", "经营部", "ltd", "limited", "inc", "llc", "gmbh", "corp", "corporation"];

    /// <summary>The groups, each with the reason of every join.</summary>
    public static IReadOnlyList<(IReadOnlyList<CompanyFacts> Members, IReadOnlyList<string> Reasons)> Find(IReadOnlyList<CompanyFacts> unordered)
    {
        // One order, whatever order the pieces came in: joins that exclude each other are then always decided alike.
        CompanyFacts[] pieces =
        [
            .. unordered
                .OrderBy(piece => piece.Name.Evidence.Start)
                .ThenBy(piece => piece.Name.Value, StringComparer.Ordinal)
                .ThenBy(piece => piece.CreditCode?.Value, StringComparer.Ordinal)
                .ThenBy(piece => string.Join('|', piece.Aliases.Select(alias => $"{alias.Value}@{alias.Evidence.Start}").Order(StringComparer.Ordinal)), StringComparer.Ordinal),
        ];
        int[] parent = [.. Enumerable.Range(0, pieces.Length)];
        List<string>[] reasons = [.. pieces.Select(_ => new List<string>())];

        JoinBy(piece => [NameKey.Of(piece.Name.Value)], _ => "the same name");
        JoinBy(piece => piece.CreditCode is { } code && CreditCode.IsValid(code.Value) ? [code.Value] : [], code => $"the same credit code {code}");
        JoinByAlias();

        return [.. Enumerable.Range(0, pieces.Length)
            .GroupBy(Root)
            .Select(group => (
                (IReadOnlyList<CompanyFacts>)[.. group.Select(index => pieces[index]).OrderBy(piece => piece.Name.Evidence.Start)],
                (IReadOnlyList<string>)[.. group.SelectMany(index => reasons[index]).Distinct().Order(StringComparer.Ordinal)]))
            .OrderBy(group => group.Item1[0].Name.Evidence.Start)
            .ThenBy(group => group.Item1[0].Name.Value, StringComparer.Ordinal)];

        void JoinBy(Func<CompanyFacts, IEnumerable<string>> keys, Func<string, string> reason)
        {
            var groups = Enumerable.Range(0, pieces.Length)
                .SelectMany(index => keys(pieces[index]).Select(key => (key, index)))
                .GroupBy(pair => pair.key, pair => pair.index, StringComparer.Ordinal);
            foreach (IGrouping<string, int> group in groups)
            {
                int first = group.First();
                foreach (int index in group.Skip(1))
                {
                    Join(first, index, reason(group.Key));
                }
            }
        }

        // A name that another piece declares as its alias; only where a single company declares it.
        void JoinByAlias()
        {
            ILookup<string, int> declared = Enumerable.Range(0, pieces.Length)
                .SelectMany(index => pieces[index].Aliases.Select(alias => (Key: NameKey.Of(alias.Value), index)))
                .ToLookup(pair => pair.Key, pair => pair.index, StringComparer.Ordinal);
            for (int index = 0; index < pieces.Length; index++)
            {
                int[] owners = [.. declared[NameKey.Of(pieces[index].Name.Value)].Where(owner => Root(owner) != Root(index)).DistinctBy(Root)];
                if (owners.Length == 1)
                {
                    Join(owners[0], index, $"'{pieces[index].Name.Value}' is declared as another name");
                }
            }
        }

        void Join(int left, int right, string reason)
        {
            int a = Root(left);
            int b = Root(right);
            if (a == b || Differ(a, b))
            {
                return;
            }

            parent[Math.Max(a, b)] = Math.Min(a, b);
            reasons[left].Add($"{pieces[left].Name.Value} and {pieces[right].Name.Value}: {reason}.");
        }

        bool Differ(int a, int b)
        {
            string[] Codes(int root) => [.. Members(root).Select(index => pieces[index].CreditCode?.Value).OfType<string>().Where(code => CreditCode.IsValid(code)).Distinct(StringComparer.Ordinal)];
            string[] left = Codes(a);
            string[] right = Codes(b);
            return (left.Length > 0 && right.Length > 0 && !left.Intersect(right, StringComparer.Ordinal).Any())
                || Members(a).Any(index => IsBranch(pieces[index].Name.Value)) != Members(b).Any(index => IsBranch(pieces[index].Name.Value));
        }

        IEnumerable<int> Members(int root) => Enumerable.Range(0, pieces.Length).Where(index => Root(index) == root);

        int Root(int index)
        {
            while (parent[index] != index)
            {
                index = parent[index] = parent[parent[index]];
            }

            return index;
        }
    }

    /// <summary>Whether a name is a registered one rather than a short name.</summary>
    public static bool IsLegalName(string name)
    {
        string key = NameKey.Of(name);
        return LegalEndings.Any(ending => key.EndsWith(ending, StringComparison.Ordinal));
    }

    private static bool IsBranch(string name) => name.EndsWith("分公司", StringComparison.Ordinal);
}
