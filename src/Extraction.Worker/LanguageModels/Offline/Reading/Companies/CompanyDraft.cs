using Extraction.Prompts.Replies;

namespace Extraction.Worker.LanguageModels.Offline.Reading.Companies;

/// <summary>A company while a document is read: facts are added until the reply is made. Used by one thread.</summary>
internal sealed class CompanyDraft(string name, CompanyName first)
{
    public string Name { get; } = name;

    /// <summary>Where the name first stands.</summary>
    public CompanyName First { get; } = first;

    /// <summary>Short, brand, foreign and former names, longest first where they are looked for.</summary>
    public List<string> Aliases { get; } = [];

    /// <summary>Names that it bore once.</summary>
    public List<string> FormerNames { get; } = [];

    /// <summary>Whether the text introduces it as a company of its own rather than beside another.</summary>
    public bool Introduced { get; set; }

    /// <summary>Whether it is read only because no other is named; without facts of its own it is left out.</summary>
    public bool Tentative { get; set; }

    /// <summary>Index of the company it is a subsidiary or branch of, or -1.</summary>
    public int Parent { get; set; } = -1;

    public string? CreditCode { get; set; }

    public LocationReply? Location { get; set; }

    /// <summary>How sure the location is: a registered address outranks a plant.</summary>
    public int LocationRank { get; set; }

    public List<QuotedValue> MainBusiness { get; } = [];

    public List<ProductReply> Products { get; } = [];

    public List<QuotedValue> Inputs { get; } = [];

    public PatentsReply? Patents { get; set; }

    public List<QuotedValue> Customers { get; } = [];

    public List<QuotedValue> EndCustomers { get; } = [];

    public List<QuotedValue> Honours { get; } = [];

    /// <summary>Whether something of its own is stated besides names and places.</summary>
    public bool HasFacts => CreditCode is not null || MainBusiness.Count + Products.Count + Honours.Count > 0 || Patents is not null;

    public bool IsCalled(string value) => value == Name || Aliases.Contains(value) || FormerNames.Contains(value);

    public CompanyReply ToReply(string? record) => new(
        record, new QuotedValue(Name), [.. Aliases.Concat(FormerNames).Distinct().Where(a => a != Name).Select(a => new QuotedValue(a))],
        CreditCode, Location, MainBusiness, Products, Inputs, Patents, Customers, EndCustomers, Honours);
}
