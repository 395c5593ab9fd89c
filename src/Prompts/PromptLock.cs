namespace Extraction.Prompts;

/// <summary>
/// The hashes of the released prompts, one a line: name, version, SHA-256. Lines that begin with <c>#</c> are remarks. A released version whose hash
/// differs was changed after its release, which must not happen: events name it.
/// </summary>
internal sealed class PromptLock
{
    public const string FileName = "prompts.lock";

    private const string Remark = "# Hashes of the released prompts. A released prompt never changes: copy it to a new version instead.";

    private readonly Dictionary<(string Name, string Version), (string Hash, int Line)> _entries = [];

    /// <summary>Reads the lock file's lines.</summary>
    public static (PromptLock Lock, IReadOnlyList<PromptProblem> Problems) Read(IEnumerable<string> lines)
    {
        PromptLock result = new();
        List<PromptProblem> problems = [];
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            if (parts.Length != 3 || parts[2].Length != 64 || !result._entries.TryAdd((parts[0], parts[1]), (parts[2], number)))
            {
                problems.Add(new PromptProblem(FileName, number, 1, "The line must be a name, a version and a SHA-256, each pair once."));
            }
        }

        return (result, problems);
    }

    /// <summary>The text of the lock file for these prompts; drafts are not locked.</summary>
    public static string Write(IEnumerable<PromptFile> prompts)
    {
        IEnumerable<string> lines = prompts
            .Select(p => (Prompt: p, Version: SemanticVersion.TryParse(p.Version)!))
            .Where(p => p.Version.IsReleased)
            .OrderBy(p => p.Prompt.Name, StringComparer.Ordinal).ThenBy(p => p.Version)
            .Select(p => $"{p.Prompt.Name} {p.Prompt.Version} {p.Prompt.Sha256}");
        return string.Join('\n', lines.Prepend(Remark)) + "\n";
    }

    /// <summary>What does not agree between the lock and the files.</summary>
    public IEnumerable<PromptProblem> Check(IReadOnlyDictionary<string, PromptFile> promptsByFile)
    {
        HashSet<(string, string)> seen = [];
        foreach ((string file, PromptFile prompt) in promptsByFile)
        {
            seen.Add((prompt.Name, prompt.Version));
            if (SemanticVersion.TryParse(prompt.Version) is not { IsReleased: true })
            {
                continue;
            }

            if (!_entries.TryGetValue((prompt.Name, prompt.Version), out (string Hash, int Line) entry))
            {
                yield return new PromptProblem(file, 0, 0, $"Version {prompt.Version} is written as released but {FileName} does not hold it; release it, or name it {prompt.Version}-draft.");
            }
            else if (entry.Hash != prompt.Sha256)
            {
                yield return new PromptProblem(
                    file, 0, 0, $"Version {prompt.Version} was changed after its release (its SHA-256 is {prompt.Sha256}, {FileName} says {entry.Hash}); restore it and put the change into a new version.");
            }
        }

        foreach (((string name, string version), (_, int line)) in _entries)
        {
            if (!seen.Contains((name, version)))
            {
                yield return new PromptProblem(FileName, line, 1, $"The file of {name} {version} is missing or cannot be read; a released prompt stays, because events name it.");
            }
        }
    }
}
