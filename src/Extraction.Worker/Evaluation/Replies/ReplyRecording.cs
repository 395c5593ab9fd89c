using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Extraction.Contracts;

namespace Extraction.Worker.Evaluation.Replies;

/// <summary>Replies that a model gave, one JSON object a line. Thread-safe; written lines are whole lines, so that a run that was stopped leaves what it paid for.</summary>
internal sealed class ReplyRecording : IDisposable
{
    private readonly ConcurrentDictionary<string, RecordedReply> _replies = new(StringComparer.Ordinal);
    private readonly StreamWriter? _writer;
    private readonly Lock _writing = new();

    private ReplyRecording(string file, StreamWriter? writer)
    {
        File = file;
        _writer = writer;
    }

    /// <summary>The file, as it was named.</summary>
    public string File { get; }

    public int Count => _replies.Count;

    /// <summary>The model that gave the first reply, or null where the file holds none.</summary>
    public RecordedReply? First { get; private set; }

    /// <summary>Opens a recording to be answered from.</summary>
    /// <exception cref="EvaluationException">It is not there, or a line is no reply.</exception>
    public static ReplyRecording Open(string file)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new EvaluationException($"{file}: there is no such recording; make one with --record {file}.");
        }

        ReplyRecording recording = new(file, null);
        recording.Load();
        return recording;
    }

    /// <summary>Opens a recording to be added to; what it holds already is not asked again.</summary>
    public static ReplyRecording Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        StreamWriter writer = new(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        ReplyRecording recording = new(file, writer);
        recording.Load();
        return recording;
    }

    public RecordedReply? Find(string key) => _replies.GetValueOrDefault(key);

    public void Add(RecordedReply reply)
    {
        if (!_replies.TryAdd(reply.Key, reply) || _writer is null)
        {
            return;
        }

        string line = JsonSerializer.Serialize(reply, ContractJson.Options);
        lock (_writing)
        {
            _writer.WriteLine(line);
        }
    }

    public void Dispose() => _writer?.Dispose();

    private void Load()
    {
        int number = 0;
        foreach (string line in System.IO.File.ReadLines(File))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            try
            {
                RecordedReply reply = JsonSerializer.Deserialize<RecordedReply>(line, ContractJson.Options)!;
                _replies[reply.Key] = reply;
                First ??= reply;
            }
            catch (JsonException)
            {
                throw new EvaluationException($"{File}:{number}: the line is no recorded reply; remove it, and record again what it held.");
            }
        }
    }
}
