using System.Text.RegularExpressions;
using System.Xml.Linq;
using Extraction.TestKit;
using Xunit;

namespace Extraction.Worker.Tests;

/// <summary>Holds the folders and the way dependencies run: a step may use what stands beside it in this table, and nothing else of ours.</summary>
public sealed partial class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Documents"] = [],
        ["LanguageModels"] = ["Prompts"],
        ["Grounding"] = [],
        ["Extraction"] = ["Documents", "LanguageModels", "Grounding", "Prompts"],
        ["Placement"] = ["Grounding", "LanguageModels", "Prompts"],
        ["Storage"] = [],
        ["Ledger"] = ["Storage"],
        ["Messaging"] = ["Storage"],
        ["Publishing"] = ["Ledger", "Messaging"],
        ["Pipeline"] = ["Documents", "LanguageModels", "Grounding", "Extraction", "Placement", "Ledger", "Prompts"],
        ["Hosting"] = ["Pipeline", "Messaging", "Publishing", "Ledger", "LanguageModels", "Prompts"],
        ["DeadLetters"] = ["Messaging", "Ledger"],
        ["Evaluation"] = ["Pipeline", "Documents", "Extraction", "Placement", "LanguageModels", "Ledger", "Prompts"],
        ["Diagnostics"] = [],
    };

    public static TheoryData<string> Folders => [.. Allowed.Keys];

    private static string Worker => Path.Combine(SharedFolder.ProjectRoot, "src", "Extraction.Worker");

    [Theory]
    [MemberData(nameof(Folders))]
    public void AFolderUsesOnlyWhatItMay(string folder)
    {
        string path = Path.Combine(Worker, folder);
        List<string> wrong = [];
        foreach (string file in Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories) : [])
        {
            foreach (Match use in Uses().Matches(File.ReadAllText(file)))
            {
                string target = use.Groups["folder"].Success ? use.Groups["folder"].Value : use.Groups["project"].Value;
                if (target != folder && target is not "Contracts" and not "Diagnostics" && !Allowed[folder].Contains(target))
                {
                    wrong.Add($"{Path.GetRelativePath(Worker, file)} uses {target}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void EveryFolderOfTheWorkerIsInTheTable()
    {
        string[] folders = [.. Directory.GetDirectories(Worker).Select(path => Path.GetFileName(path)!).Where(name => name is not "bin" and not "obj" and not "Cli")];
        Assert.Empty(folders.Except(Allowed.Keys));
    }

    [Fact]
    public void OnlyTheHostSettlesMessages()
    {
        string[] settling = [.. Directory.EnumerateFiles(Worker, "*.cs", SearchOption.AllDirectories)
            .Where(file => Settles().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Worker, file).Split(Path.DirectorySeparatorChar)[0])
            .Distinct()];
        Assert.Empty(settling.Except(["Hosting", "Messaging", "DeadLetters"]));
    }

    [Theory]
    [InlineData("Contracts/Extraction.Contracts.csproj", new string[0])]
    [InlineData("Prompts/Extraction.Prompts.csproj", new string[0])]
    [InlineData("Extraction.Worker/Extraction.Worker.csproj", new[] { "Extraction.Contracts.csproj", "Extraction.Prompts.csproj" })]
    public void AProjectRefersOnlyToWhatItMay(string project, string[] references) => Assert.Equal(
        references,
        XDocument.Load(Path.Combine(SharedFolder.ProjectRoot, "src", project))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileName(reference.Attribute("Include")!.Value))
            .Order());

    [GeneratedRegex(@"^using (static )?Extraction\.((Worker\.(?<folder>\w+))|(?<project>\w+))", RegexOptions.Multiline)]
    private static partial Regex Uses();

    [GeneratedRegex(@"\.(CompleteAsync|AbandonAsync|DeadLetterAsync)\(")]
    private static partial Regex Settles();
}
