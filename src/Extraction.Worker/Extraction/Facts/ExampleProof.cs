using Extraction.Prompts;
using Extraction.Prompts.Replies;
using Extraction.Worker.Documents;
using Extraction.Worker.Grounding;

namespace Extraction.Worker.Extraction.Facts;

/// <summary>Holds the examples of an extraction prompt to the rule that every reply must meet: what they answer is proved from what they show, by the same code.</summary>
internal static class ExampleProof
{
    /// <summary>Checks every example.</summary>
    /// <exception cref="InvalidOperationException">An example answers what its text does not hold; the message names prompt, field and value.</exception>
    public static void Check(PromptFile prompt)
    {
        foreach (PromptExample example in prompt.Examples)
        {
            if (!example.Input.TryGetValue("document", out string? text) && !example.Input.TryGetValue("records", out text))
            {
                continue;
            }

            RefusalList refused = new();
            FactGrounder grounder = new(new SourceText(text, string.Empty, SourceFormat.PlainText, [], []), new GroundedText(text));
            foreach (CompanyReply company in RegistryReply.Read(example.Output).Companies)
            {
                grounder.Ground(company, 0, text.Length, refused);
            }

            // A wrong check character is a fact about the code, not about the text that holds it.
            if (refused.All.FirstOrDefault(one => one.Reason != "invalid") is { } first)
            {
                throw new InvalidOperationException(
                    $"An example of prompt {prompt.Name} {prompt.Version} answers '{first.Value}' as {first.Field}, which its text does not hold ({first.Reason}); mend the example in a new version.");
            }
        }
    }
}
