namespace Extraction.Worker.Ledger;

/// <summary>What decides a result.</summary>
/// <param name="DocumentSha256">Hash of the document's bytes.</param>
/// <param name="Recipe">Hash of everything else that decides the answer.</param>
internal readonly record struct ResultKey(string DocumentSha256, string Recipe);
