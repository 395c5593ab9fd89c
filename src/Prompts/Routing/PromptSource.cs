using System.Globalization;
using Extraction.Prompts.Loading;

namespace Extraction.Prompts.Routing;

/// <summary>
/// The prompts in use, kept up with their files. What is broken or half-written never replaces what works: <see cref="Current"/> stays as it is until everything
/// is right again. Thread-safe.
/// </summary>
public sealed class PromptSource
{
    private readonly string _directory;
    private readonly Func<IReadOnlyDictionary<string, PromptRoute>> _routes;
    private readonly IReadOnlyList<string> _files;
    private readonly PromptFileCache _cache = new();
    private readonly Lock _refreshing = new();
    private volatile PromptSnapshot _current;
    private string _seen;

    /// <param name="directory">The catalog's folder.</param>
    /// <param name="routes">Reads the routes from the settings as they are now. Throws <see cref="InvalidDataException"/> with a sentence where they cannot be read.</param>
    /// <param name="files">Files besides the catalog's whose change calls for another look, the settings for instance.</param>
    /// <exception cref="PromptCatalogException">The catalog cannot be used.</exception>
    /// <exception cref="InvalidDataException">The routes cannot be used; one sentence a problem.</exception>
    public PromptSource(string directory, Func<IReadOnlyDictionary<string, PromptRoute>> routes, params IReadOnlyList<string> files)
    {
        (_directory, _routes, _files) = (directory, routes, files);
        _seen = Stamp();
        _current = new PromptSnapshot(PromptCatalog.Load(directory, _cache), routes());
        string[] problems = [.. _current.Problems()];
        if (problems.Length > 0)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, problems));
        }
    }

    /// <summary>Prompts that do not change, for one run.</summary>
    /// <param name="catalog">The catalog.</param>
    public PromptSource(PromptCatalog catalog)
    {
        (_directory, _routes, _files, _seen) = (string.Empty, () => new Dictionary<string, PromptRoute>(), [], string.Empty);
        _current = new PromptSnapshot(catalog, new Dictionary<string, PromptRoute>());
    }

    /// <summary>The prompts that are in use now.</summary>
    public PromptSnapshot Current => _current;

    /// <summary>Looks whether files have changed, and uses what it finds if all of it is right.</summary>
    public PromptRefresh Refresh()
    {
        lock (_refreshing)
        {
            // Taken before the files are read: what changes while they are read is seen the next time.
            string stamp = _directory.Length == 0 ? string.Empty : Stamp();
            if (stamp == _seen)
            {
                return PromptRefresh.Same;
            }

            _seen = stamp;
            try
            {
                PromptSnapshot found = new(PromptCatalog.Load(_directory, _cache), _routes());
                string[] problems = [.. found.Problems()];
                if (problems.Length == 0)
                {
                    _current = found;
                }

                return new PromptRefresh(Changed: true, problems);
            }
            catch (PromptCatalogException wrong)
            {
                return new PromptRefresh(Changed: true, [.. wrong.Problems.Select(problem => problem.ToString())]);
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or InvalidDataException or InvalidOperationException)
            {
                // A file that goes away between listing and reading is looked at again.
                _seen = string.Empty;
                return new PromptRefresh(Changed: true, [wrong.Message]);
            }
        }
    }

    /// <summary>Names, sizes and times of all files: what changes with every write.</summary>
    private string Stamp() => string.Join('|', Files().Select(file =>
        string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {(file.Exists ? file.Length : -1)} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}")));

    private IEnumerable<FileInfo> Files()
    {
        IEnumerable<string> catalog = Directory.Exists(_directory)
            ? Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(PromptCatalog.FileSuffix, StringComparison.Ordinal) || Path.GetFileName(file) == PromptCatalog.LockFileName)
                .Order(StringComparer.Ordinal)
            : [];
        return catalog.Concat(_files).Select(file => new FileInfo(file));
    }
}
