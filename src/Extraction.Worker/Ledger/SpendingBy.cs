namespace Extraction.Worker.Ledger;

/// <summary>What spending is added up by.</summary>
internal enum SpendingBy
{
    Day,
    Prompt,
    Model,
    Document,
}
