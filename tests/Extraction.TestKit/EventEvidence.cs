using Extraction.Contracts;

namespace Extraction.TestKit;

/// <summary>All evidence of an event.</summary>
public static class EventEvidence
{
    /// <summary>Every quote with its offsets, from every field.</summary>
    public static IEnumerable<Evidence> Of(ChainPlacementEvent data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return
        [
            .. data.Company.Evidence,
            .. data.Company.Location?.Evidence ?? [],
            .. data.Company.Honours.SelectMany(value => value.Evidence),
            .. data.MainBusiness?.Evidence ?? [],
            .. data.Products.SelectMany(value => value.Evidence),
            .. data.Patents?.Evidence ?? [],
            .. data.Patents?.Numbers.SelectMany(value => value.Evidence) ?? [],
            .. data.Patents?.OtherCounts.SelectMany(value => value.Evidence) ?? [],
            .. data.Customers.SelectMany(value => value.Evidence),
            .. data.EndCustomers.SelectMany(value => value.Evidence),
            .. data.Placements.SelectMany(value => value.Evidence),
        ];
    }
}
