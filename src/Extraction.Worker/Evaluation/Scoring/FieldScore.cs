namespace Extraction.Worker.Evaluation;

/// <summary>How one field was hit: counts of values over all documents.</summary>
/// <param name="Right">Published as labelled.</param>
/// <param name="Surplus">Published, but not labelled.</param>
/// <param name="Missing">Labelled, but not published.</param>
/// <param name="Normalised">Of those right, written otherwise in width, case, spaces or punctuation only.</param>
/// <param name="Partial">Of those right, overlapping with the label only in part.</param>
internal sealed record FieldScore(int Right = 0, int Surplus = 0, int Missing = 0, int Normalised = 0, int Partial = 0)
{
    public double Precision => Share(Right, Right + Surplus);

    public double Recall => Share(Right, Right + Missing);

    public double F1 => Share(2 * Right, (2 * Right) + Surplus + Missing);

    public FieldScore Plus(FieldScore other) =>
        new(Right + other.Right, Surplus + other.Surplus, Missing + other.Missing, Normalised + other.Normalised, Partial + other.Partial);

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
