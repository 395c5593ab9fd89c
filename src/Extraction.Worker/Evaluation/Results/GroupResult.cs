namespace Extraction.Worker.Evaluation.Results;

/// <summary>The scores of one kind of documents, or one language.</summary>
/// <param name="By"><c>kind</c> or <c>language</c>.</param>
/// <param name="Value">Which.</param>
/// <param name="Documents">How many documents.</param>
/// <param name="Fields">The scores of the fields that they touch.</param>
internal sealed record GroupResult(string By, string Value, int Documents, IReadOnlyList<GroupField> Fields);
