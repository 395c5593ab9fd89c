using System.Security.Cryptography;

namespace Extraction.Prompts.Loading;

/// <summary>
/// Remembers what was read from each file, so that a catalog that is loaded again reads the changed files only, and an unchanged prompt stays the same object
/// with all that was compiled for it.
/// </summary>
internal sealed class PromptFileCache
{
    private readonly Dictionary<string, (string Hash, PromptFile? Prompt, IReadOnlyList<PromptProblem> Problems)> _read = new(StringComparer.Ordinal);

    /// <inheritdoc cref="PromptFileReader.Read"/>
    public (PromptFile? Prompt, IReadOnlyList<PromptProblem> Problems) Read(string file, byte[] bytes)
    {
        string hash = Convert.ToHexString(SHA256.HashData(bytes));
        if (_read.TryGetValue(file, out (string Hash, PromptFile? Prompt, IReadOnlyList<PromptProblem> Problems) known) && known.Hash == hash)
        {
            return (known.Prompt, known.Problems);
        }

        (PromptFile? prompt, IReadOnlyList<PromptProblem> problems) = PromptFileReader.Read(file, bytes);
        _read[file] = (hash, prompt, problems);
        return (prompt, problems);
    }
}
