using System.Globalization;
using System.Text.Json;

namespace Extraction.Worker.LanguageModels.Batch;

/// <summary>
/// What is known of one batch, in a folder: its documents, the requests of each round, the replies so far. Each file is written whole and then put in place, so
/// that a batch goes on after a kill where it stood.
/// </summary>
internal sealed class BatchFolder
{
    private const string RoundsFile = "rounds.json";
    private const string DocumentsFile = "documents.jsonl";
    private const string FinishedFile = "finished.txt";

    private readonly string _path;
    private readonly HashSet<string> _finished;

    public BatchFolder(string path)
    {
        _path = path;
        Directory.CreateDirectory(path);
        _finished = new HashSet<string>(Lines(FinishedFile), StringComparer.Ordinal);
        Rounds = File.Exists(At(RoundsFile)) ? JsonSerializer.Deserialize<List<BatchRound>>(File.ReadAllText(At(RoundsFile)))! : [];
    }

    public string Name => Path.GetFileName(_path);

    public IReadOnlyList<BatchRound> Rounds { get; private set; }

    /// <summary>The documents, one JSON object each.</summary>
    public IReadOnlyList<string> Documents
    {
        get => Lines(DocumentsFile);
        set => Write(DocumentsFile, value);
    }

    public int FinishedCount => _finished.Count;

    public bool IsFinished(string documentId) => _finished.Contains(documentId);

    public void Finish(string documentId)
    {
        if (_finished.Add(documentId))
        {
            File.AppendAllLines(At(FinishedFile), [documentId]);
        }
    }

    /// <summary>Takes a round in, or what is new of it.</summary>
    public void Set(BatchRound round)
    {
        Rounds = [.. Rounds.Where(one => one.Number != round.Number), round];
        Write(RoundsFile, [JsonSerializer.Serialize(Rounds)]);
    }

    public IReadOnlyList<string> Requests(int round) => Lines(RequestsFile(round));

    public void SetRequests(int round, IEnumerable<string> lines) => Write(RequestsFile(round), lines);

    /// <summary>The replies of all rounds, later ones last.</summary>
    public IEnumerable<string> Replies() => Rounds.Where(round => round.Collected).OrderBy(round => round.Number).SelectMany(round => Lines(RepliesFile(round.Number)));

    public void SetReplies(int round, IEnumerable<string> lines) => Write(RepliesFile(round), lines);

    private static string RequestsFile(int round) => string.Create(CultureInfo.InvariantCulture, $"round-{round}.requests.jsonl");

    private static string RepliesFile(int round) => string.Create(CultureInfo.InvariantCulture, $"round-{round}.replies.jsonl");

    private string At(string file) => Path.Combine(_path, file);

    private string[] Lines(string file) => File.Exists(At(file)) ? File.ReadAllLines(At(file)) : [];

    private void Write(string file, IEnumerable<string> lines)
    {
        string half = At(file) + ".half";
        File.WriteAllLines(half, lines);
        File.Move(half, At(file), overwrite: true);
    }
}
