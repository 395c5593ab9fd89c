using System.Text.Json.Nodes;
using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels;

namespace Extraction.Worker.Tests.Hosting;

/// <summary>A model that answers what the test says.</summary>
internal sealed class ScriptedGateway : IModelGateway
{
    private int _calls;

    public ModelIdentity Model => new("scripted", "1");

    /// <summary>How often it was asked.</summary>
    public int Calls => _calls;

    /// <summary>What it answers; a reply without companies until the test says otherwise.</summary>
    public Func<RenderedPrompt, Outcome<ModelReply>> Answer { get; set; } = _ => Companies();

    /// <summary>Done before each answer.</summary>
    public Func<Task> Asked { get; set; } = () => Task.CompletedTask;

    public async Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        cancellationToken.ThrowIfCancellationRequested();
        await Asked();
        return prompt.Prompt.Name == "chain-placement" ? Reply("""{"placements":[]}""") : Answer(prompt);
    }

    /// <summary>A reply with companies of these names and nothing else.</summary>
    public static Outcome<ModelReply> Companies(params string[] names) => Reply(new JsonObject
    {
        ["companies"] = new JsonArray([.. names.Select(name => new JsonObject
        {
            ["name"] = new JsonObject { ["value"] = name, ["quote"] = null },
            ["aliases"] = new JsonArray(),
            ["creditCode"] = null,
            ["location"] = null,
            ["mainBusiness"] = new JsonArray(),
            ["products"] = new JsonArray(),
            ["inputs"] = new JsonArray(),
            ["patents"] = null,
            ["customers"] = new JsonArray(),
            ["endCustomers"] = new JsonArray(),
            ["honours"] = new JsonArray(),
        })]),
    }.ToJsonString());

    private static Outcome<ModelReply> Reply(string json) => new ModelReply(JsonNode.Parse(json)!, "scripted", ModelUsage.None with { Calls = 1 });
}
