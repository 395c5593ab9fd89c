namespace Extraction.Worker.LanguageModels.Offline.Reading.Parties;

/// <summary>What a firm that is named is to the company that is spoken of.</summary>
internal enum Relation
{
    None,
    Customer,
    EndCustomer,
    Supplier,

    /// <summary>Competitor, investor, partner, licensor, debtor, authority: whatever neither buys nor supplies.</summary>
    Bystander,
}
