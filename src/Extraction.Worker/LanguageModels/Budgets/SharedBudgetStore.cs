using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Extraction.Worker.LanguageModels.Budgets;

/// <summary>
/// A budget that the processes of one machine share: the state lies in a small file that each of them maps, and a named mutex lets one at a time to it. A
/// process that is killed in the middle of a step leaves figures that are a little off, and the endpoint's next answer puts right.
/// </summary>
internal sealed class SharedBudgetStore : IBudgetStore
{
    // Raised when the layout changes: another version of the worker must not read this one's file.
    private const int Layout = 1;

    private readonly Mutex _mutex;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    /// <param name="folder">Where the files are.</param>
    /// <param name="endpoint">What tells one endpoint from another, the same words in every process.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be used.</exception>
    public SharedBudgetStore(string folder, string endpoint)
    {
        string full = Path.GetFullPath(folder);
        Directory.CreateDirectory(full);
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{endpoint}\n{Layout}\n{Unsafe.SizeOf<BudgetState>()}")))[..32];
        _mutex = new Mutex(initiallyOwned: false, $"Global\\extraction-budget-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)))[..16]}-{name}");
        FileStream stream = new(Path.Combine(full, $"{name}.budget"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        _file = MemoryMappedFile.CreateFromFile(stream, null, Unsafe.SizeOf<BudgetState>(), MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, Unsafe.SizeOf<BudgetState>());
    }

    public T Use<T>(BudgetStep<T> step)
    {
        try
        {
            _mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed; the mutex is ours all the same.
        }

        try
        {
            _view.Read(0, out BudgetState state);
            T result = step(ref state);
            _view.Write(0, ref state);
            return result;
        }
        finally
        {
            _mutex.ReleaseMutex();
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        _mutex.Dispose();
    }
}
