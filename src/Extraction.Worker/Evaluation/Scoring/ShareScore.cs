namespace Extraction.Worker.Evaluation;

/// <summary>A field with one answer a company: the sum of its points, 0 to 1 each, over the companies asked.</summary>
/// <param name="Points">Points reached.</param>
/// <param name="Asked">Companies of which a value is labelled or was published.</param>
/// <param name="Published">Companies of which a value was published.</param>
/// <param name="Labelled">Companies of which a value is labelled.</param>
internal sealed record ShareScore(double Points = 0, int Asked = 0, int Published = 0, int Labelled = 0)
{
    public double Share => Ratio(Points, Asked);

    public double Precision => Ratio(Points, Published);

    public double Recall => Ratio(Points, Labelled);

    public double F1 => Ratio(2 * Points, Published + Labelled);

    public ShareScore Plus(double points, bool published, bool labelled) => new(Points + points, Asked + 1, Published + (published ? 1 : 0), Labelled + (labelled ? 1 : 0));

    public ShareScore Plus(ShareScore other) => new(Points + other.Points, Asked + other.Asked, Published + other.Published, Labelled + other.Labelled);

    private static double Ratio(double points, int whole) => whole == 0 ? 1 : points / whole;
}
