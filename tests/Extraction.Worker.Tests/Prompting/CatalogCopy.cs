using Extraction.Prompts;
using Extraction.TestKit;

namespace Extraction.Worker.Tests.Prompting;

/// <summary>The first release of the shipped prompts in a folder of its own, which a test may change.</summary>
internal sealed class CatalogCopy : IDisposable
{
    public const string Draft = "1.1.0-draft";

    private readonly TemporaryFolder _folder = new();

    public CatalogCopy()
    {
        foreach (string file in System.IO.Directory.EnumerateFiles(PromptCatalog.ShippedDirectory, "1.0.0" + PromptCatalog.FileSuffix, SearchOption.AllDirectories))
        {
            string target = Path.Combine(Directory, Path.GetRelativePath(PromptCatalog.ShippedDirectory, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllLines(
            Path.Combine(Directory, PromptCatalog.LockFileName),
            File.ReadLines(Path.Combine(PromptCatalog.ShippedDirectory, PromptCatalog.LockFileName)).Where(line => line.Contains(" 1.0.0 ", StringComparison.Ordinal)));
        Released = File.ReadAllText(PathOf("1.0.0"));
    }

    /// <summary>The catalog's folder.</summary>
    public string Directory => _folder.File("catalog");

    /// <summary>Another file beside it.</summary>
    public string Beside(string name) => _folder.File(name);

    /// <summary>The text of company-profile 1.0.0.</summary>
    public string Released { get; }

    /// <summary>The file of a version of company-profile.</summary>
    public string PathOf(string version) => Path.Combine(Directory, "company-profile", version + PromptCatalog.FileSuffix);

    /// <summary>A draft's text with a change note.</summary>
    public string DraftText(string change) => Released
        .Replace("version: 1.0.0", $"version: {Draft}", StringComparison.Ordinal)
        .Replace("change: First release.", $"change: {change}", StringComparison.Ordinal);

    public void WriteDraft(string text) => File.WriteAllText(PathOf(Draft), text);

    public void Dispose() => _folder.Dispose();
}
