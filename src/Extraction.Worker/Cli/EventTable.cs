using System.Globalization;
using Extraction.Contracts;
using Spectre.Console;

namespace Extraction.Worker.Cli;

/// <summary>Events as a table for people.</summary>
internal static class EventTable
{
    private const int LongestCell = 60;

    /// <summary>One row a company.</summary>
    public static Table Of(IReadOnlyList<ChainPlacementEnvelope> events)
    {
        Table table = CliConsole.NewTable("company", "main business", "products", "patents", "place on the chains", "sold to");
        table.Columns[3].RightAligned();
        table.ShowRowSeparators();
        foreach (ChainPlacementEnvelope one in events)
        {
            ChainPlacementEvent data = one.Data;
            table.AddRow(
                new Text(Place(data)),
                new Text(Short(data.MainBusiness?.Text ?? "–")),
                new Text(Short(Names(data.Products))),
                new Text(data.Patents?.Count?.ToString(CultureInfo.InvariantCulture) ?? "–"),
                new Text(data.Placements.Count == 0 ? "no node fits" : string.Join('\n', data.Placements.Take(3).Select(Node))),
                new Text(Buyers(data)));
        }

        return table;
    }

    private static string Place(ChainPlacementEvent data) => data.Company.Location is { } location
        ? $"{data.Company.Name}\n({string.Join(' ', new[] { location.Province, location.City }.OfType<string>().Distinct())})"
        : data.Company.Name;

    private static string Node(ChainPlacement placement) => string.Create(
        CultureInfo.InvariantCulture,
        $"{placement.Chain} › {placement.Node} ({Role(placement.Role)}, {placement.Confidence:0.00})");

    private static string Role(ChainRole role) => role.ToString().ToLowerInvariant();

    private static string Names(IReadOnlyList<ExtractedValue> values) => values.Count == 0 ? "–" : string.Join('、', values.Select(value => value.Name));

    /// <summary>Those who buy, and on a line of their own those whom the goods reach through others.</summary>
    private static string Buyers(ChainPlacementEvent data) => data.EndCustomers.Count == 0
        ? Short(Names(data.Customers))
        : (data.Customers.Count == 0 ? string.Empty : Short(Names(data.Customers)) + "\n") + "through others: " + Short(Names(data.EndCustomers));

    private static string Short(string text) => text.Length <= LongestCell ? text : text[..(LongestCell - 1)] + "…";
}
