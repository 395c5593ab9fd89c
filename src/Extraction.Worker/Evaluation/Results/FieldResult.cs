namespace Extraction.Worker.Evaluation.Results;

/// <summary>The scores of one field over all documents.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Kind"><c>list</c>: counted value by value, scored by F1. <c>share</c>: one answer a company, scored by its share of points.</param>
/// <param name="Labelled">Values labelled.</param>
/// <param name="Published">Values published.</param>
/// <param name="Right">Values right; points for a share.</param>
/// <param name="Asked">Answers asked for; 0 in a list.</param>
/// <param name="Normalised">Of a list's right ones, those that differ from the label in width, case, spaces or punctuation only.</param>
/// <param name="Partial">Of a list's right ones, those that overlap with the label in part.</param>
/// <param name="Precision">Right among published.</param>
/// <param name="Recall">Right among labelled.</param>
/// <param name="F1">Their harmonic mean.</param>
/// <param name="Score">What the field is judged by: F1 of a list, the share of points otherwise.</param>
/// <param name="Low">Lower end of the score's 95 % interval.</param>
/// <param name="High">Upper end.</param>
internal sealed record FieldResult(
    string Field,
    string Kind,
    double Labelled,
    double Published,
    double Right,
    double Asked,
    int Normalised,
    int Partial,
    double Precision,
    double Recall,
    double F1,
    double Score,
    double Low,
    double High);
