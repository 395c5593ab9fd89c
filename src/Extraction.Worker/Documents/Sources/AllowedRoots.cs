namespace Extraction.Worker.Documents.Sources;

/// <summary>The folders that files may be read from. Links are followed before a path is judged, so that none leads out.</summary>
internal sealed class AllowedRoots
{
    private const int MostLinks = 40;

    private readonly IReadOnlyList<string> _roots;

    public AllowedRoots(IEnumerable<string> configured)
    {
        string[] given = [.. configured];
        _roots = [.. (given.Length == 0 ? ["."] : given).Select(root => Real(Path.GetFullPath(root)) ?? Path.GetFullPath(root))];
    }

    /// <summary>The roots, for a sentence.</summary>
    public string Names => string.Join(", ", _roots);

    /// <summary>The places that a path may mean: itself where it is absolute, else below each root.</summary>
    public IEnumerable<string> Candidates(string path) =>
        Path.IsPathRooted(path) ? [Path.GetFullPath(path)] : _roots.Select(root => Path.GetFullPath(Path.Combine(root, path)));

    /// <summary>Whether a place without links stands in a root.</summary>
    public bool Contains(string real) => _roots.Any(root =>
        real == root || real.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>The path with every link on its way followed; null where links go round in a circle.</summary>
    /// <exception cref="IOException">A part of the path cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">The rights are missing.</exception>
    public static string? Real(string fullPath)
    {
        string real = Path.GetPathRoot(fullPath)!;
        Stack<string> ahead = new(Parts(fullPath).Reverse());
        int links = 0;
        while (ahead.TryPop(out string? part))
        {
            string next = Path.GetFullPath(Path.Combine(real, part));
            if (new FileInfo(next).LinkTarget is not string target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            string absolute = Path.GetFullPath(Path.Combine(real, target));
            real = Path.GetPathRoot(absolute)!;
            foreach (string piece in Parts(absolute).Reverse())
            {
                ahead.Push(piece);
            }
        }

        return real;
    }

    private static string[] Parts(string fullPath) =>
        fullPath[Path.GetPathRoot(fullPath)!.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}
