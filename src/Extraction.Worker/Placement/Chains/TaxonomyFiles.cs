using System.Security.Cryptography;
using CsvHelper;

namespace Extraction.Worker.Placement.Chains;

/// <summary>A taxonomy's files as they stand on disk: rows with their lines, nothing checked but the form of the CSV.</summary>
internal sealed class TaxonomyFiles
{
    public const string ChainsFile = "chains.csv";
    public const string NodesFile = "nodes.csv";
    public const string EdgesFile = "edges.csv";

    /// <summary>Optional, beside the three: one line with the taxonomy's version.</summary>
    public const string VersionFile = "version.txt";

    /// <summary>The version of a taxonomy that has no version file: its hash alone identifies it.</summary>
    public const string NoVersion = "unversioned";

    private readonly List<TaxonomyProblem> _problems = [];

    private TaxonomyFiles(string directory)
    {
        Directory = directory;
        if (!System.IO.Directory.Exists(directory))
        {
            _problems.Add(new TaxonomyProblem(directory, 0, "there is no such directory; Placement:Taxonomy must name one that holds chains.csv, nodes.csv and edges.csv.", Blocks: true));
            return;
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Chains = Read(ChainsFile, ["chain_id", "industry", "name"], hash, (line, f) => new ChainRow(line, f[0], f[1], f[2]));
        Nodes = Read(NodesFile, ["node_id", "chain_id", "name", "stage", "aliases", "products"], hash, (line, f) => new NodeRow(line, f[0], f[1], f[2], f[3], f[4], f[5]));
        Edges = Read(EdgesFile, ["from_node", "to_node"], hash, (line, f) => new EdgeRow(line, f[0], f[1]));
        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        string version = Path.Combine(directory, VersionFile);
        Version = File.Exists(version) ? File.ReadAllText(version).Trim() : NoVersion;
    }

    public string Directory { get; }

    public IReadOnlyList<ChainRow> Chains { get; } = [];

    public IReadOnlyList<NodeRow> Nodes { get; } = [];

    public IReadOnlyList<EdgeRow> Edges { get; } = [];

    public string Version { get; } = NoVersion;

    /// <summary>SHA-256 over the three files' bytes, in the order chains, nodes, edges, a zero byte after each; lower-case hexadecimal.</summary>
    public string Sha256 { get; } = string.Empty;

    /// <summary>What kept a file or a row from being read.</summary>
    public IReadOnlyList<TaxonomyProblem> Problems => _problems;

    public static TaxonomyFiles Read(string directory) => new(directory);

    private List<T> Read<T>(string file, string[] columns, IncrementalHash hash, Func<int, string[], T> make)
    {
        List<T> rows = [];
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.Combine(Directory, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = e is FileNotFoundException ? "is missing" : "cannot be read";
            _problems.Add(new TaxonomyProblem(Directory, 0, $"{file} {why}; a taxonomy is the three files chains.csv, nodes.csv and edges.csv.", Blocks: true));
            return rows;
        }

        hash.AppendData(bytes);
        hash.AppendData([0]);
        CsvReaderOptions form = new() { Separator = ',', HasHeader = false, TrimWhitespace = true, TrackLineNumbers = true };
        using CsvReader csv = CsvReader.Create(bytes, form);
        if (!csv.Read() || !columns.SequenceEqual(Fields(csv), StringComparer.Ordinal))
        {
            _problems.Add(new TaxonomyProblem(file, 1, $"the header row must be `{string.Join(',', columns)}`.", Blocks: true));
            return rows;
        }

        while (csv.Read())
        {
            int line = (int)csv.LineNumber;
            if (csv.FieldCount == columns.Length)
            {
                rows.Add(make(line, Fields(csv)));
            }
            else
            {
                _problems.Add(new TaxonomyProblem(file, line, $"the row has {csv.FieldCount} fields where the header names {columns.Length}; quote a field that holds a comma.", Blocks: true));
            }
        }

        return rows;
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
}
