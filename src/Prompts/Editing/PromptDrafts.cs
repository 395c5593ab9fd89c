using System.Text;
using System.Text.RegularExpressions;

namespace Extraction.Prompts.Editing;

/// <summary>Makes drafts of released prompts, and releases drafts. Files that are there are never changed: a version is written once and then locked.</summary>
public static partial class PromptDrafts
{
    /// <summary>Copies a version to a draft.</summary>
    /// <param name="directory">The catalog's folder.</param>
    /// <param name="from">The prompt to begin with.</param>
    /// <param name="version">The draft's version; null for the next minor version, <c>1.1.0-draft</c> after <c>1.0.0</c>.</param>
    /// <returns>The draft's file.</returns>
    /// <exception cref="PromptEditException">The version is released or taken.</exception>
    public static string Create(string directory, PromptFile from, string? version = null)
    {
        SemanticVersion source = SemanticVersion.TryParse(from.Version)!;
        version ??= $"{source.Major}.{source.Minor + 1}.0-draft";
        if (SemanticVersion.TryParse(version) is not { IsReleased: false })
        {
            throw new PromptEditException($"{version} is no version of a draft; name it like 1.1.0-draft.");
        }

        string target = PathOf(directory, from.Name, version);
        if (File.Exists(target))
        {
            throw new PromptEditException($"{target} is there already; edit it, or name another version with --version.");
        }

        Write(target, WithVersion(File.ReadAllText(PathOf(directory, from.Name, from.Version)), version));
        return target;
    }

    /// <summary>Turns a draft into the released version that it is named after, and locks it.</summary>
    /// <param name="directory">The catalog's folder.</param>
    /// <param name="draft">The draft.</param>
    /// <returns>The released file.</returns>
    /// <exception cref="PromptEditException">It is no draft, its version is released already, or its change note is the one it was copied with.</exception>
    /// <exception cref="PromptCatalogException">Something is wrong in the catalog; nothing was written.</exception>
    public static string Release(string directory, PromptFile draft)
    {
        SemanticVersion version = SemanticVersion.TryParse(draft.Version)!;
        if (version.IsReleased)
        {
            throw new PromptEditException($"{draft.Name}@{draft.Version} is released already.");
        }

        PromptCatalog catalog = PromptCatalog.Load(directory);
        string released = $"{version.Major}.{version.Minor}.{version.Patch}";
        string target = PathOf(directory, draft.Name, released);
        if (File.Exists(target))
        {
            throw new PromptEditException($"{draft.Name}@{released} is released already, and a released prompt never changes; name the draft after the next version.");
        }

        if (catalog.All.FirstOrDefault(other => other.Name == draft.Name && other.Version != draft.Version && other.Change == draft.Change) is { } same)
        {
            throw new PromptEditException($"The change note of {draft.Name}@{draft.Version} is that of {same.Version}; say in `change` what this version changes.");
        }

        string source = PathOf(directory, draft.Name, draft.Version);
        Write(target, WithVersion(File.ReadAllText(source), released));
        File.Delete(source);
        Write(Path.Combine(directory, PromptCatalog.LockFileName), PromptCatalog.LockText(directory));
        return target;
    }

    /// <summary>Where a version's file is.</summary>
    public static string PathOf(string directory, string name, string version) => Path.Combine(directory, name, version + PromptCatalog.FileSuffix);

    private static string WithVersion(string text, string version) => VersionLine().Replace(text, $"version: {version}", 1);

    /// <summary>A worker that reloads meanwhile sees the old file or the new one, never half of it.</summary>
    private static void Write(string path, string text)
    {
        string half = path + ".new";
        File.WriteAllText(half, text, new UTF8Encoding(false));
        File.Move(half, path, overwrite: true);
    }

    [GeneratedRegex(@"^version:[^\r\n]*", RegexOptions.Multiline)]
    private static partial Regex VersionLine();
}
