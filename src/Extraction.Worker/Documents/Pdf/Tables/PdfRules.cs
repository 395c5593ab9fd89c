namespace Extraction.Worker.Documents.Pdf.Tables;

/// <summary>The ruled lines of a page; those that continue each other are one.</summary>
internal sealed class PdfRules
{
    /// <summary>A page without rules.</summary>
    public PdfRules()
    {
    }

    public PdfRules(List<PdfRule> horizontal, List<PdfRule> vertical)
    {
        Horizontal = PdfRule.Joined(horizontal);
        Vertical = PdfRule.Joined(vertical);
    }

    public IReadOnlyList<PdfRule> Horizontal { get; } = [];

    public IReadOnlyList<PdfRule> Vertical { get; } = [];
}
