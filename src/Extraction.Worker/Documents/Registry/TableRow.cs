namespace Extraction.Worker.Documents.Registry;

/// <summary>One row of a table as it was read.</summary>
/// <param name="Line">Number of its first line in the file, from 1.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="BrokenQuotes">Whether its quotation marks do not pair, so that they were taken as they stand.</param>
internal sealed record TableRow(long Line, IReadOnlyList<string> Cells, bool BrokenQuotes)
{
    /// <summary>Whether a row may end early, as in a workbook, where blank cells at its end are not kept.</summary>
    public bool Ragged { get; init; }

    public bool IsBlank => Cells.All(string.IsNullOrWhiteSpace);
}
