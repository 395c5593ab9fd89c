namespace Extraction.Worker.Evaluation.Statistics;

/// <summary>The tallies of all fields for all documents: what every score, interval and comparison is worked out from.</summary>
internal sealed class TallyMatrix
{
    /// <summary>Numbers a field takes: right, and what it is divided by.</summary>
    private const int Width = 2;

    private readonly double[] _cells;

    /// <param name="fields">The fields.</param>
    /// <param name="documents">Each document's tallies by field; a field that it does not touch may be left out.</param>
    public TallyMatrix(IReadOnlyList<FieldName> fields, IReadOnlyList<IReadOnlyDictionary<string, FieldTally>> documents)
    {
        (Fields, Documents) = (fields, documents.Count);
        _cells = new double[documents.Count * Stride];
        for (int row = 0; row < documents.Count; row++)
        {
            for (int field = 0; field < fields.Count; field++)
            {
                FieldTally tally = documents[row].GetValueOrDefault(fields[field].Name);
                int at = (row * Stride) + (field * Width);
                _cells[at] = fields[field].IsList ? 2 * tally.Right : tally.Right;
                _cells[at + 1] = fields[field].IsList ? tally.Published + tally.Labelled : tally.Asked;
            }
        }
    }

    public IReadOnlyList<FieldName> Fields { get; }

    public int Documents { get; }

    /// <summary>Length of a row.</summary>
    public int Stride => Fields.Count * Width;

    /// <summary>One document's numbers.</summary>
    public ReadOnlySpan<double> Row(int document) => _cells.AsSpan(document * Stride, Stride);

    /// <summary>The sum over all documents.</summary>
    public double[] Sum()
    {
        double[] sum = new double[Stride];
        for (int document = 0; document < Documents; document++)
        {
            AddTo(sum, Row(document));
        }

        return sum;
    }

    /// <summary>A field's score from summed numbers: F1 of a list, else the share of points; 1 where nothing was asked.</summary>
    public static double Score(ReadOnlySpan<double> sum, int field) => sum[(field * Width) + 1] == 0 ? 1 : sum[field * Width] / sum[(field * Width) + 1];

    public static void AddTo(Span<double> sum, ReadOnlySpan<double> row)
    {
        for (int i = 0; i < row.Length; i++)
        {
            sum[i] += row[i];
        }
    }
}
