using Extraction.Contracts;
using Extraction.Prompts;

namespace Extraction.Worker.LanguageModels.Replies;

/// <summary>
/// One question until it is answered: what is sent next by how the last reply ended, and when it is enough. Immutable but for the place where it stands.
/// </summary>
/// <param name="prompt">The question.</param>
/// <param name="maxReasks">How often a reply that does not fit is asked for again.</param>
/// <param name="maxCutReasks">How often a reply that breaks off is.</param>
internal sealed class Exchange(RenderedPrompt prompt, int maxReasks, int maxCutReasks)
{
    private const int LengthFactor = 2;

    /// <summary>So many times the prompt's own limit is as much room as a reply is given: models refuse more than they can write.</summary>
    private const int LongestFactor = 4;

    private const string ProblemsPlaceholder = "{{$problems}}";

    private int _reasks;
    private int _cutReasks;

    /// <summary>What is sent next.</summary>
    public Conversation Conversation { get; private set; } = new(prompt);

    /// <summary>How many replies came that cannot be taken as they are.</summary>
    public int Failed => _reasks + _cutReasks;

    /// <summary>Takes in a reply that cannot be taken as it is; false where it is not to be asked for again.</summary>
    public bool AskAgain(ModelAnswer answer, ReplyReading reading)
    {
        bool cut = answer.End == ReplyEnd.Length || reading.Cut;
        if (cut ? _cutReasks++ >= maxCutReasks : _reasks++ >= maxReasks)
        {
            return false;
        }

        if (cut)
        {
            bool moreRoom = answer.End == ReplyEnd.Length && Conversation.Settings.MaxTokens < prompt.Prompt.Settings.MaxTokens * LongestFactor;
            Conversation = moreRoom ? Conversation.WithLongerReply(LengthFactor) : Conversation;
        }
        else if (answer.End != ReplyEnd.Empty)
        {
            string problems = string.Join('\n', reading.Problems.Select(p => "- " + p));
            Conversation = Conversation.WithCorrection(answer.Text, prompt.Prompt.Correction.Replace(ProblemsPlaceholder, problems, StringComparison.Ordinal));
        }

        return true;
    }

    /// <summary>Why the last reply is given up.</summary>
    public Rejection Invalid(ModelAnswer answer, ReplyReading reading)
    {
        string why = answer.End switch
        {
            ReplyEnd.Length => "was cut off at its token limit; raise max_tokens in a new version of the prompt, or send smaller segments",
            ReplyEnd.Empty => "was empty",
            _ when reading.Cut => "broke off before its end each time; look at the endpoint and any proxy before it",

            // The places are said, what stands there is not: it can be document content.
            _ => $"did not fit the prompt's schema in {reading.Problems.Count} {(reading.Problems.Count == 1 ? "place" : "places")}, first at {reading.Problems[0].Split(": found ")[0]}",
        };
        return new Rejection(
            FailureCode.ReplyInvalid,
            $"The reply of {answer.Model} to {prompt.Prompt.Name} {prompt.Prompt.Version} {why} (asked {Failed} {(Failed == 1 ? "time" : "times")}).");
    }
}
