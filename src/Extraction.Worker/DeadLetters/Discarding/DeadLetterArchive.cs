using System.Text.Json;
using Extraction.Contracts;

namespace Extraction.Worker.DeadLetters.Discarding;

/// <summary>A JSON Lines file (UTF-8, one object a line) that discarded dead letters are added to.</summary>
internal sealed class DeadLetterArchive : IAsyncDisposable
{
    private readonly FileStream _file;

    private DeadLetterArchive(FileStream file) => _file = file;

    /// <summary>Opens or creates it. A line that a cut-off run left unfinished is ended, so that the next one begins on its own.</summary>
    public static DeadLetterArchive Open(string path)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        FileStream file = new(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
            {
                file.WriteByte((byte)'\n');
            }
        }

        return new DeadLetterArchive(file);
    }

    /// <summary>Adds lines; when it returns they are on the disk.</summary>
    public void Append(IEnumerable<ArchivedDeadLetter> letters)
    {
        foreach (ArchivedDeadLetter letter in letters)
        {
            JsonSerializer.Serialize(_file, letter, ContractJson.Options);
            _file.WriteByte((byte)'\n');
        }

        _file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
