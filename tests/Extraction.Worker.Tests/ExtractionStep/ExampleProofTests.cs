using System.Text.Json.Nodes;
using Extraction.Prompts;
using Extraction.Worker.Extraction.Facts;
using Xunit;

namespace Extraction.Worker.Tests.ExtractionStep;

public sealed class ExampleProofTests
{
    private static readonly PromptCatalog Catalog = PromptCatalog.Load(PromptCatalog.ShippedDirectory);

    [Theory]
    [InlineData("company-profile")]
    [InlineData("registry-profile")]
    public void TheExamplesOfThePromptsAreProvedByTheirTexts(string name) => ExampleProof.Check(Catalog.Get(name));

    [Fact]
    public void AnExampleThatAnswersWhatItsTextDoesNotHoldIsNamed()
    {
        PromptFile prompt = Catalog.Get("company-profile");
        PromptExample example = prompt.Examples[0];
        JsonNode output = example.Output.DeepClone();
        output["companies"]![0]!["honours"]![0]!["value"] = "国家技术发明奖";
        PromptFile changed = prompt with { Examples = [example with { Output = output }] };

        string message = Assert.Throws<InvalidOperationException>(() => ExampleProof.Check(changed)).Message;

        Assert.Contains("honours", message, StringComparison.Ordinal);
        Assert.Contains("国家技术发明奖", message, StringComparison.Ordinal);
    }
}
