namespace Extraction.Worker.Evaluation;

/// <summary>Labelled patents of one company.</summary>
/// <param name="Count">Granted and in force; null where the text states no figure.</param>
/// <param name="ByType">The stated split, keyed <c>invention</c>, <c>utilityModel</c>, <c>design</c>; may be partial.</param>
/// <param name="Numbers">Its own granted patents, as written.</param>
/// <param name="Pending">Stated applications under way.</param>
internal sealed record GoldPatents(int? Count, IReadOnlyDictionary<string, int>? ByType, IReadOnlyList<string>? Numbers, int? Pending);
