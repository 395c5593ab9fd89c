using Microsoft.Extensions.FileSystemGlobbing;

namespace Extraction.Worker.Cli.Enqueue;

/// <summary>The files that a path of the command line means, in an order that is the same at every run, found as they are asked for.</summary>
internal static class FileWalk
{
    /// <summary>The file itself, everything below a folder, or what a glob matches; empty where there is nothing. All paths are absolute.</summary>
    /// <param name="path">The path.</param>
    /// <param name="refused">Told of each folder that this user may not look into; its files are left out.</param>
    public static IEnumerable<string> Of(string path, Action<string> refused)
    {
        if (File.Exists(path))
        {
            return [Path.GetFullPath(path)];
        }

        if (Directory.Exists(path))
        {
            return Below(Path.GetFullPath(path), refused);
        }

        return path.Contains('*', StringComparison.Ordinal) ? Matching(path) : [];
    }

    /// <summary>Folder by folder, so that no more than one folder's names are in memory.</summary>
    private static IEnumerable<string> Below(string folder, Action<string> refused)
    {
        (string[] files, string[] children) = Look(folder, refused);
        foreach (string file in files)
        {
            yield return file;
        }

        foreach (string child in children)
        {
            // A link to a folder can lead in a circle.
            if (new DirectoryInfo(child).LinkTarget is not null)
            {
                continue;
            }

            foreach (string file in Below(child, refused))
            {
                yield return file;
            }
        }
    }

    private static (string[] Files, string[] Children) Look(string folder, Action<string> refused)
    {
        EnumerationOptions all = new() { IgnoreInaccessible = false };
        try
        {
            return ([.. Directory.EnumerateFiles(folder, "*", all).Order(StringComparer.Ordinal)], [.. Directory.EnumerateDirectories(folder, "*", all).Order(StringComparer.Ordinal)]);
        }
        catch (UnauthorizedAccessException)
        {
            refused(folder);
            return ([], []);
        }
    }

    private static IEnumerable<string> Matching(string glob)
    {
        string root = Path.IsPathRooted(glob) ? Path.GetPathRoot(glob)! : Directory.GetCurrentDirectory();
        string relative = Path.IsPathRooted(glob) ? glob[root.Length..] : glob;
        string fixedPart = FixedPart(relative);
        string folder = Path.Combine(root, fixedPart);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        string pattern = relative[fixedPart.Length..].TrimStart('/', '\\');
        return new Matcher(StringComparison.Ordinal).AddInclude(pattern).GetResultsInFullPath(folder).Order(StringComparer.Ordinal);
    }

    /// <summary>The folders of a glob before its first star.</summary>
    private static string FixedPart(string glob)
    {
        int star = glob.IndexOf('*', StringComparison.Ordinal);
        int slash = glob.LastIndexOfAny(['/', '\\'], star);
        return slash < 0 ? string.Empty : glob[..slash];
    }
}
