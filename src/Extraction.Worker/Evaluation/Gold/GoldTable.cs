using System.Globalization;
using Extraction.Worker.Documents.Registry;

namespace Extraction.Worker.Evaluation;

/// <summary>
/// Reads gold records from a CSV table (RFC 4180): one row a company, the rows of a document together, an empty company where a document describes none. Lists
/// are joined by <c>|</c>; a placement is <c>industry &gt; chain &gt; node &gt; role</c>, chains that are equally right joined by <c>/</c>.
/// </summary>
internal static class GoldTable
{
    /// <summary>The columns that a table may have.</summary>
    public static readonly string[] Columns =
    [
        "document", "kind", "language", "company", "aliases", "creditCode", "creditCodeValid", "province", "city", "mainBusiness", "products", "patents",
        "inventionPatents", "utilityModelPatents", "designPatents", "pendingPatents", "patentNumbers", "customers", "endCustomers", "honours", "placements",
        "traps", "notCustomers", "notProducts",
    ];

    private static readonly string[] Kinds = ["research-report", "registry", "news", "web-page", "prospectus", "other"];

    public static IReadOnlyList<(GoldDocument Gold, int Line)> Parse(string file, string text, List<GoldProblem> problems)
    {
        IReadOnlyList<TableRow> rows = DelimitedRows.Read(text, ',');
        if (rows.Count == 0 || !Header(file, rows[0], problems))
        {
            return [];
        }

        List<(GoldDocument Gold, int Line)> documents = [];
        foreach (TableRow row in rows.Skip(1).Where(row => row.Cells.Any(cell => cell.Length > 0)))
        {
            if (row.BrokenQuotes || row.Cells.Count != rows[0].Cells.Count)
            {
                problems.Add(new GoldProblem(
                    file, (int)row.Line, row.BrokenQuotes ? "A quotation mark of the row is not closed." : $"The row has {row.Cells.Count} cells, the header has {rows[0].Cells.Count}."));
                continue;
            }

            Row cells = new(file, (int)row.Line, rows[0].Cells, row.Cells, problems);
            GoldDocument read = Document(cells);
            if (documents.Count > 0 && documents[^1].Gold.Document == read.Document)
            {
                documents[^1] = (Join(documents[^1].Gold, read), documents[^1].Line);
            }
            else
            {
                documents.Add((read, (int)row.Line));
            }
        }

        return documents;
    }

    private static bool Header(string file, TableRow header, List<GoldProblem> problems)
    {
        int before = problems.Count;
        foreach (string name in header.Cells.Where(name => !Columns.Contains(name)))
        {
            problems.Add(new GoldProblem(file, (int)header.Line, $"The column `{name}` is unknown; the columns are {string.Join(", ", Columns)}."));
        }

        foreach (string name in Columns.Where(name => header.Cells.Count(cell => cell == name) > 1))
        {
            problems.Add(new GoldProblem(file, (int)header.Line, $"The column `{name}` stands twice."));
        }

        foreach (string name in (string[])["document", "kind", "company"])
        {
            if (!header.Cells.Contains(name))
            {
                problems.Add(new GoldProblem(file, (int)header.Line, $"The column `{name}` is missing."));
            }
        }

        return problems.Count == before;
    }

    private static GoldDocument Join(GoldDocument first, GoldDocument next) => first with
    {
        Companies = [.. first.Companies, .. next.Companies],
        Traps = [.. first.Traps ?? [], .. next.Traps ?? []],
        NotNamed = new GoldNotNamed([.. first.NotNamed?.Customers ?? [], .. next.NotNamed?.Customers ?? []], [.. first.NotNamed?.Products ?? [], .. next.NotNamed?.Products ?? []]),
    };

    private static GoldDocument Document(Row row)
    {
        string kind = row["kind"];
        if (row["document"].Length == 0)
        {
            row.Problem("The row names no document.");
        }

        if (!Kinds.Contains(kind))
        {
            row.Problem($"The kind `{kind}` is none; choose one of {string.Join(", ", Kinds)}.");
        }

        return new GoldDocument(
            row["document"],
            kind,
            row.Text("language"),
            row["company"].Length == 0 ? [] : [Company(row)],
            row.List("traps"),
            new GoldNotNamed(row.List("notCustomers"), row.List("notProducts")));
    }

    private static GoldCompany Company(Row row)
    {
        Dictionary<string, int> types = [];
        foreach ((string type, string column) in new[] { ("invention", "inventionPatents"), ("utilityModel", "utilityModelPatents"), ("design", "designPatents") })
        {
            if (row.Count(column) is int count)
            {
                types[type] = count;
            }
        }

        string? valid = row.Text("creditCodeValid");
        if (valid is not (null or "true" or "false"))
        {
            row.Problem($"`creditCodeValid` is `{valid}`; write true, false or nothing.");
        }

        GoldPatents patents = new(row.Count("patents"), types.Count == 0 ? null : types, row.List("patentNumbers"), row.Count("pendingPatents"));
        return new GoldCompany(
            row["company"],
            row.List("aliases"),
            row.Text("creditCode"),
            valid is null ? null : valid == "true",
            row.Text("province") is null && row.Text("city") is null ? null : new GoldLocation(row.Text("province"), row.Text("city")),
            row.List("mainBusiness"),
            row.List("products"),
            patents,
            row.List("customers"),
            row.List("endCustomers"),
            row.List("honours"),
            [.. row.List("placements").Select(place => Place(row, place)).OfType<GoldChain>()]);
    }

    private static GoldChain? Place(Row row, string written)
    {
        string[] parts = [.. written.Split('>').Select(part => part.Trim())];
        if (parts.Length != 4 || parts[0].Length == 0 || parts[3] is not ("makes" or "sells" or "uses"))
        {
            row.Problem($"The placement `{written}` must be industry > chain > node > role, the role makes, sells or uses; chain and node may be empty.");
            return null;
        }

        string[] chains = parts[1].Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new GoldChain(parts[0], parts[3], chains.Length == 0 ? null : chains[0], chains.Length < 2 ? null : chains[1..], parts[2].Length == 0 ? null : parts[2]);
    }

    /// <summary>The cells of one row by column name.</summary>
    private sealed class Row(string file, int line, IReadOnlyList<string> header, IReadOnlyList<string> cells, List<GoldProblem> problems)
    {
        public string this[string column]
        {
            get
            {
                for (int index = 0; index < header.Count; index++)
                {
                    if (header[index] == column)
                    {
                        return cells[index].Trim();
                    }
                }

                return string.Empty;
            }
        }

        public string? Text(string column) => this[column] is { Length: > 0 } text ? text : null;

        public string[] List(string column) => this[column].Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

        public int? Count(string column)
        {
            if (Text(column) is not { } written)
            {
                return null;
            }

            if (int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            {
                return count;
            }

            Problem($"`{column}` is `{written}`; write a whole number or nothing.");
            return null;
        }

        public void Problem(string sentence) => problems.Add(new GoldProblem(file, line, sentence));
    }
}
