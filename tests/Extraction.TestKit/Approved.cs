using Xunit;

namespace Extraction.TestKit;

/// <summary>Approved files: what others depend on, compared with a file of the checkout. <c>EXTRACTION_APPROVE=1</c> writes them anew.</summary>
public static class Approved
{
    /// <summary>Fails unless the file, named from the project's top folder, holds exactly this text.</summary>
    public static void Equal(string file, string text)
    {
        string path = Path.Combine(SharedFolder.ProjectRoot, file);
        string normalised = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("EXTRACTION_APPROVE") == "1")
        {
            File.WriteAllText(path, normalised);
        }

        Assert.True(File.Exists(path), $"{file} is missing; write it with EXTRACTION_APPROVE=1.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), normalised);
    }
}
