namespace Extraction.Contracts;

/// <summary>Something the model said that the text does not hold.</summary>
/// <param name="Field">The field that it was meant for.</param>
/// <param name="Value">What the model said.</param>
/// <param name="Reason">Why it was refused: <c>absent</c>, <c>other-head-noun</c>, <c>other-number</c>, <c>other-name</c>, <c>ambiguous</c>, <c>not-in-quote</c>, <c>invalid</c>, <c>not-a-candidate</c>.</param>
public sealed record RefusedValue(string Field, string Value, string Reason);
