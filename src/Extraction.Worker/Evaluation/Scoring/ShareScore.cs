namespace Extraction.Worker.Evaluation;

/// <summary>A field with one answer a company: the sum of its points, 0 to 1 each, over the companies asked.</summary>
internal sealed record ShareScore(double Points = 0, int Asked = 0)
{
    public double Share => Asked == 0 ? 1 : Points / Asked;

    public ShareScore Plus(double points) => new(Points + points, Asked + 1);

    public ShareScore Plus(ShareScore other) => new(Points + other.Points, Asked + other.Asked);
}
