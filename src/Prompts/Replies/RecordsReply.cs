namespace Extraction.Prompts.Replies;

/// <summary>What a model says of packed records.</summary>
/// <param name="Companies">The companies.</param>
/// <param name="Nothing">Ids of the records of which it says that they name no company.</param>
public sealed record RecordsReply(IReadOnlyList<CompanyReply> Companies, IReadOnlyList<string> Nothing);
