namespace Extraction.Worker.Evaluation.Statistics;

/// <summary>A field of a sheet.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsList">Whether it is counted value by value, and scored by F1; else by its share of points.</param>
internal readonly record struct FieldName(string Name, bool IsList)
{
    private static readonly string[] Order =
    [
        GoldScorer.Names, GoldScorer.MainBusiness, GoldScorer.Products, GoldScorer.Customers, GoldScorer.EndCustomers, GoldScorer.Honours, GoldScorer.Location,
        GoldScorer.CreditCode, GoldScorer.PatentCount, GoldScorer.PatentTypes, GoldScorer.PatentPending, GoldScorer.PatentNumbers, GoldScorer.Industry,
        GoldScorer.Chain, GoldScorer.Node, GoldScorer.Role, GoldScorer.Unplaced, GoldScorer.NotNamedCustomers, GoldScorer.NotNamedProducts, GoldScorer.Grounded,
    ];

    /// <summary>The fields of these sheets, in the order in which they are shown.</summary>
    public static IReadOnlyList<FieldName> Of(IEnumerable<ScoreSheet> sheets)
    {
        HashSet<FieldName> found = [];
        foreach (ScoreSheet sheet in sheets)
        {
            found.UnionWith(sheet.Lists.Keys.Select(name => new FieldName(name, IsList: true)));
            found.UnionWith(sheet.Shares.Keys.Select(name => new FieldName(name, IsList: false)));
        }

        return InOrder(found);
    }

    /// <summary>These fields, each once, in the order in which they are shown.</summary>
    public static IReadOnlyList<FieldName> InOrder(IEnumerable<FieldName> fields) => [.. fields.Distinct().OrderBy(field => Array.IndexOf(Order, field.Name))];
}
