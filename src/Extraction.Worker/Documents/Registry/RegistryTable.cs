using System.Text;
using Extraction.Worker.Documents.Encodings;

namespace Extraction.Worker.Documents.Registry;

/// <summary>A registry table in a file, read as a stream and handed out in groups of rows, so that a table of any size needs the memory of one group.</summary>
internal sealed class RegistryTable : IDisposable
{
    private const int SampleBytes = 64 << 10;
    private const int MaxLinesInRow = 100;

    private readonly StreamReader _lines;
    private readonly string _header;
    private readonly Queue<string> _pending = new();

    private RegistryTable(StreamReader lines, string header)
    {
        _lines = lines;
        _header = header;
    }

    /// <summary>Opens a file; null where it is not a registry table.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The worker may not read it.</exception>
    public static RegistryTable? TryOpen(string file)
    {
        byte[] sample = new byte[SampleBytes];
        using (FileStream stream = File.OpenRead(file))
        {
            Array.Resize(ref sample, stream.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false));
        }

        // Only whole lines, so that no character is cut in two.
        int end = sample.Length < SampleBytes ? sample.Length : Array.LastIndexOf(sample, (byte)'\n') + 1;
        if (TextDecoder.Decode(sample.AsSpan(0, end)) is not { } decoded)
        {
            return null;
        }

        string text = decoded.Text.ReplaceLineEndings("\n");
        foreach (char delimiter in RegistryReader.Delimiters)
        {
            if (RegistryReader.FindHeader(text, delimiter) is { } found)
            {
                StreamReader lines = new(file, Charsets.Find(decoded.Charset)!, detectEncodingFromByteOrderMarks: true);
                string header = string.Empty;
                for (long line = 0; line < found.Line; line++)
                {
                    header = lines.ReadLine() ?? header;
                }

                return new RegistryTable(lines, header);
            }
        }

        return null;
    }

    /// <summary>The rows in groups, each as a table of its own with the header; row numbers count from 1 below the header.</summary>
    public IEnumerable<(int First, int Last, string Csv)> Groups(int size)
    {
        StringBuilder group = new();
        int row = 0;
        int first = 1;
        while (ReadRow() is { } next)
        {
            if (next.AsSpan().Trim(",;\t |\r").IsEmpty)
            {
                continue;
            }

            row++;
            group.Append(next).Append('\n');
            if (row - first + 1 == size)
            {
                yield return (first, row, $"{_header}\n{group}");
                group.Clear();
                first = row + 1;
            }
        }

        if (row >= first)
        {
            yield return (first, row, $"{_header}\n{group}");
        }
    }

    public void Dispose() => _lines.Dispose();

    /// <summary>A row: a line, and the next ones as long as a quoted cell is open (RFC 4180). A quotation mark that never closes ends with its line.</summary>
    private string? ReadRow()
    {
        if (_pending.Count > 0)
        {
            return _pending.Dequeue();
        }

        string? line = _lines.ReadLine();
        if (line is null || !IsOpen(line))
        {
            return line;
        }

        List<string> read = [line];
        StringBuilder row = new(line);
        while (read.Count < MaxLinesInRow && _lines.ReadLine() is { } more)
        {
            read.Add(more);
            row.Append('\n').Append(more);
            if (IsOpen(more))
            {
                return row.ToString();
            }
        }

        read.Skip(1).ToList().ForEach(_pending.Enqueue);
        return line;
    }

    private static bool IsOpen(string line) => line.Count(character => character == '"') % 2 == 1;
}
