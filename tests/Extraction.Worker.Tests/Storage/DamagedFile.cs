using Extraction.Worker.Ledger;
using Extraction.Worker.Messaging;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Extraction.Worker.Tests.Storage;

/// <summary>A SQLite file and the log beside it as a killed process left them, to be looked at with one bit flipped after the other.</summary>
internal sealed class DamagedFile
{
    private readonly string _path;
    private readonly byte[] _file;
    private readonly byte[] _log;

    private DamagedFile(string path, byte[] file, byte[] log)
    {
        _path = path;
        _file = file;
        _log = log;
    }

    /// <summary>What came of a flipped bit.</summary>
    public enum Outcome
    {
        /// <summary>All is there, as it was written.</summary>
        Harmless,

        /// <summary>The program refused the file.</summary>
        Refused,

        /// <summary>What was damaged was put aside, and it was said.</summary>
        PutAside,
    }

    /// <summary>Takes the files as they stand now, in use or not, as a crash would leave them in another folder.</summary>
    public static DamagedFile Of(string path, string copy) =>
        new(copy, Shared(path), File.Exists(path + "-wal") ? Shared(path + "-wal") : []);

    /// <summary>Flips bits, one a time, and looks what comes of it.</summary>
    /// <param name="inLog">Whether in the log, or in the file.</param>
    /// <param name="flips">How many, each chosen by chance.</param>
    /// <param name="lookAsync">Opens the file, and fails when something was lost or changed without a word.</param>
    public async Task<Dictionary<Outcome, int>> FlipAsync(bool inLog, int flips, Func<Task<Outcome>> lookAsync)
    {
        Random random = new(7);
        Dictionary<Outcome, int> outcomes = [];
        byte[] bytes = inLog ? _log : _file;
        for (int flip = 0; flip < flips; flip++)
        {
            int at = random.Next(bytes.Length);
            while (bytes[at] == 0)
            {
                at = random.Next(bytes.Length); // what is empty is mostly unused
            }

            byte bit = (byte)(1 << random.Next(8));
            bytes[at] ^= bit;
            SqliteConnection.ClearAllPools();
            await File.WriteAllBytesAsync(_path, _file);
            await File.WriteAllBytesAsync(_path + "-wal", _log);
            File.Delete(_path + "-shm");
            bytes[at] ^= bit;
            Outcome outcome;
            try
            {
                outcome = await lookAsync();
            }
            catch (Exception refused) when (refused is MessagingException or LedgerUnavailableException)
            {
                outcome = Outcome.Refused;
            }
            catch (Exception silent)
            {
                throw new InvalidOperationException($"Bit {bit} of byte {at}: {silent.Message}", silent);
            }

            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", outcomes));
        return outcomes;
    }

    private static byte[] Shared(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
