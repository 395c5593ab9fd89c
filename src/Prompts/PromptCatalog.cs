using Extraction.Prompts.Loading;
using Extraction.Prompts.Rendering;

namespace Extraction.Prompts;

/// <summary>The prompts of a directory: <c>&lt;name&gt;/&lt;version&gt;.prompt.yaml</c> and <c>prompts.lock</c>. Immutable and thread-safe.</summary>
public sealed class PromptCatalog
{
    /// <summary>What the name of every prompt file ends with.</summary>
    public const string FileSuffix = ".prompt.yaml";

    /// <summary>The file that holds the hashes of the released prompts.</summary>
    public const string LockFileName = PromptLock.FileName;

    private readonly Dictionary<string, PromptFile[]> _byName;

    private PromptCatalog(IEnumerable<PromptFile> prompts) => _byName = prompts
        .GroupBy(p => p.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.OrderByDescending(p => SemanticVersion.TryParse(p.Version)).ToArray(), StringComparer.Ordinal);

    /// <summary>The catalog that ships with the worker, beside its assemblies.</summary>
    public static string ShippedDirectory { get; } = Path.Combine(AppContext.BaseDirectory, "Prompts", "Catalog");

    /// <summary>The JSON Schema of a prompt file, for editors.</summary>
    public static string SchemaFile { get; } = Path.Combine(AppContext.BaseDirectory, "Prompts", "prompt.schema.json");

    /// <summary>All versions of all prompts, by name, the newest version of each first.</summary>
    public IReadOnlyList<PromptFile> All => [.. _byName.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value)];

    /// <summary>Loads and checks a catalog.</summary>
    /// <exception cref="PromptCatalogException">Something is wrong with it; every problem is named with file, line and column.</exception>
    public static PromptCatalog Load(string directory) => Load(directory, new PromptFileCache());

    /// <inheritdoc cref="Load(string)"/>
    /// <param name="directory">The catalog's folder.</param>
    /// <param name="cache">Files that were read before, and are not read again as long as they are the same.</param>
    internal static PromptCatalog Load(string directory, PromptFileCache cache)
    {
        (IReadOnlyList<PromptFile> prompts, IReadOnlyList<PromptProblem> problems) = Read(directory, cache);
        return problems.Count == 0 ? new PromptCatalog(prompts) : throw new PromptCatalogException(problems);
    }

    /// <summary>Everything that is wrong with a catalog; empty when it can be loaded.</summary>
    public static IReadOnlyList<PromptProblem> Lint(string directory) => Read(directory, new PromptFileCache()).Problems;

    /// <summary>What <c>prompts.lock</c> must hold for the released prompts of a catalog as they are now.</summary>
    /// <exception cref="PromptCatalogException">A prompt file cannot be read.</exception>
    public static string LockText(string directory)
    {
        (Dictionary<string, PromptFile> prompts, List<PromptProblem> problems) = ReadFiles(directory, new PromptFileCache());
        return problems.Count == 0 ? PromptLock.Write(prompts.Values) : throw new PromptCatalogException(problems);
    }

    /// <summary>A prompt by name and version; without a version the highest released one.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those that there are.</exception>
    public PromptFile Get(string name, string? version = null)
    {
        if (!_byName.TryGetValue(name, out PromptFile[]? versions))
        {
            throw new KeyNotFoundException($"The prompt catalog holds no `{name}`; it holds {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}.");
        }

        return Array.Find(versions, p => version is null ? SemanticVersion.TryParse(p.Version)!.IsReleased : p.Version == version)
            ?? throw new KeyNotFoundException(
                $"The prompt catalog holds no {version ?? "released version"} of `{name}`; it holds {string.Join(", ", versions.Select(p => p.Version))}.");
    }

    /// <summary>Fills a prompt in. Fenced texts have the characters that XML 1.0 cannot hold replaced by U+FFFD, and line ends as LF.</summary>
    /// <exception cref="ArgumentException">A value is missing, or the prompt has no such variable.</exception>
    public static RenderedPrompt Render(PromptFile prompt, IReadOnlyDictionary<string, string> variables) => CompiledPrompt.Of(prompt).Render(variables);

    private static (IReadOnlyList<PromptFile> Prompts, IReadOnlyList<PromptProblem> Problems) Read(string directory, PromptFileCache cache)
    {
        (Dictionary<string, PromptFile> prompts, List<PromptProblem> problems) = ReadFiles(directory, cache);
        string lockPath = Path.Combine(directory, PromptLock.FileName);
        if (File.Exists(lockPath))
        {
            (PromptLock locked, IReadOnlyList<PromptProblem> lockProblems) = PromptLock.Read(File.ReadLines(lockPath));
            problems.AddRange(lockProblems);
            problems.AddRange(locked.Check(prompts));
        }
        else if (Directory.Exists(directory))
        {
            problems.Add(new PromptProblem(PromptLock.FileName, 0, 0, "The file is missing; it holds the hashes of the released prompts."));
        }

        return ([.. prompts.Values], problems);
    }

    private static (Dictionary<string, PromptFile> Prompts, List<PromptProblem> Problems) ReadFiles(string directory, PromptFileCache cache)
    {
        Dictionary<string, PromptFile> prompts = new(StringComparer.Ordinal);
        List<PromptProblem> problems = [];
        if (!Directory.Exists(directory))
        {
            problems.Add(new PromptProblem(directory, 0, 0, "The prompt catalog is not there; name the folder that holds prompts.lock."));
            return (prompts, problems);
        }

        foreach (string path in Directory.EnumerateFiles(directory, "*" + FileSuffix, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string file = Path.GetRelativePath(directory, path).Replace('\\', '/');
            (PromptFile? prompt, IReadOnlyList<PromptProblem> found) = cache.Read(file, File.ReadAllBytes(path));
            problems.AddRange(found);
            if (prompt is null)
            {
                continue;
            }

            string expected = $"{prompt.Name}/{prompt.Version}{FileSuffix}";
            if (file != expected)
            {
                problems.Add(new PromptProblem(file, 0, 0, $"The file holds {prompt.Name} {prompt.Version}, so it must be {expected}."));
            }

            prompts[file] = prompt;
        }

        return (prompts, problems);
    }
}
