using Extraction.Contracts;

namespace Extraction.Worker.Placement;

/// <summary>A company to be placed.</summary>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Phrases">What is known of its business, the most important first.</param>
/// <param name="Customers">Named direct customers.</param>
/// <param name="EndCustomers">Named firms that its goods reach through others.</param>
internal sealed record PlacementSubject(
    string Name,
    IReadOnlyList<PlacementPhrase> Phrases,
    IReadOnlyList<string> Customers,
    IReadOnlyList<string> EndCustomers)
{
    /// <summary>A subject from a profile without a document: no evidence, and the roles are read from the words themselves.</summary>
    public static PlacementSubject FromProfile(string name, string? mainBusiness, string? businessScope, IReadOnlyList<string> products)
    {
        List<PlacementPhrase> phrases = [];
        void Add(string? text, PhraseKind kind)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                phrases.Add(new PlacementPhrase(text, kind, ChainRole.Makes, []));
            }
        }

        Add(mainBusiness, PhraseKind.MainBusiness);
        foreach (string product in products)
        {
            Add(product, PhraseKind.Product);
        }

        Add(businessScope, PhraseKind.Scope);
        return new PlacementSubject(name, phrases, [], []);
    }
}
