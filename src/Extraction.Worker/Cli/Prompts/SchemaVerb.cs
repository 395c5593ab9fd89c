using System.CommandLine;
using Extraction.Prompts;

namespace Extraction.Worker.Cli.Prompts;

/// <summary><c>extraction prompts schema</c>.</summary>
internal static class SchemaVerb
{
    public static Verb Create(CliConsole console)
    {
        Command command = new("schema", "Writes the JSON Schema of prompt files, with which editors complete and check them.");
        command.SetAction(_ =>
        {
            console.Output.Write(File.ReadAllText(PromptCatalog.SchemaFile));
            return ExitCode.Done;
        });
        return new Verb(command, "extraction prompts schema > prompt.schema.json") { Group = PromptsVerbs.Group };
    }
}
