namespace Extraction.Prompts.Replies;

/// <summary>The reply to <c>company-profile</c> and <c>registry-profile</c>.</summary>
/// <param name="Companies">The companies that the document describes or registers; empty where it describes none.</param>
public sealed record CompaniesReply(IReadOnlyList<CompanyReply> Companies);
