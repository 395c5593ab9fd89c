namespace Extraction.Prompts.Replies;

/// <summary>One chosen candidate.</summary>
/// <param name="Candidate">The candidate's label in the prompt, <c>c1</c> for instance.</param>
/// <param name="Role"><c>makes</c>, <c>sells</c> or <c>uses</c>.</param>
/// <param name="Confidence">The model's own word, 0 to 1.</param>
/// <param name="Quote">The verbatim words of the profile that place it there.</param>
public sealed record PlacementChoice(string Candidate, string Role, double Confidence, string Quote);
