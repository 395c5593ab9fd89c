using System.Runtime.CompilerServices;
using Xunit;

namespace Extraction.TestKit;

/// <summary>The folder <c>shared</c> that stands beside the project where people develop it.</summary>
public static class SharedFolder
{
    /// <summary>The project's own top folder.</summary>
    public static string ProjectRoot { get; } = FindProjectRoot();

    /// <summary>The path of a file or folder under <c>shared</c>; skips the running test where there is none.</summary>
    public static string Path(string relative)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(ProjectRoot, "..", "shared", relative));
        Assert.SkipUnless(Exists(relative), $"the folder ../shared/{relative} is not beside the project");
        return path;
    }

    /// <summary>Whether it is there; for benchmarks, which print a line instead of skipping.</summary>
    public static bool Exists(string relative)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(ProjectRoot, "..", "shared", relative));
        return File.Exists(path) || Directory.Exists(path);
    }

    private static string FindProjectRoot([CallerFilePath] string thisFile = "")
    {
        DirectoryInfo? folder = new(System.IO.Path.GetDirectoryName(thisFile)!);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Extraction.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("Extraction.sln was not found above the test sources; run the tests from a checkout.");
    }
}
