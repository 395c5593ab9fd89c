using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Replies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace Extraction.Worker.LanguageModels;

/// <summary>Asks the model, checks what it says, asks again with the validator's words, and adds up what that took.</summary>
internal sealed partial class ModelGateway(ModelBackend backend, IOptions<ModelsOptions> options, ILogger<ModelGateway> logger) : IModelGateway
{
    private const int LengthFactor = 2;
    private const string ProblemsPlaceholder = "{{$problems}}";

    private readonly int _maxReasks = options.Value.MaxReasks;
    private ModelFault? _lastLoud;

    public ModelIdentity Model => backend.Identity;

    public async Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        Conversation conversation = new(prompt);
        ModelUsage usage = ModelUsage.None;
        for (int ask = 0; ; ask++)
        {
            ModelAnswer answer;
            try
            {
                answer = await CallAsync(conversation, cancellationToken);
            }
            catch (ModelCallException fault)
            {
                Tell(fault);
                return ModelOutcomes.Of(fault);
            }

            _lastLoud = null;
            usage += (answer.Prices ?? backend.Prices).Price(answer.Tokens ?? conversation.Count(answer.Text));
            if (answer.End is ReplyEnd.ContentFilter or ReplyEnd.Refusal)
            {
                return new Rejection(
                    FailureCode.ModelRefused,
                    $"The model {answer.Model} {(answer.End == ReplyEnd.Refusal ? "declined to answer" : "had its reply withheld by the content filter")} ({prompt.Prompt.Name} {prompt.Prompt.Version}).");
            }

            ReplyReading reading = answer.End == ReplyEnd.Empty ? ReplyReading.Empty : ReplyReading.Of(answer.Text, prompt.Prompt);
            if (reading is { IsWhole: true, Json: not null } && answer.End != ReplyEnd.Length)
            {
                return new ModelReply(reading.Json!, answer.Model, usage);
            }

            if (ask == _maxReasks)
            {
                return Invalid(prompt, answer, reading, ask + 1);
            }

            LogReask(prompt.Prompt.Name, prompt.Prompt.Version, answer.End, reading.Problems.Count, ask + 1);
            conversation = answer.End switch
            {
                ReplyEnd.Length => conversation.WithLongerReply(LengthFactor),
                ReplyEnd.Empty => conversation,
                _ => conversation.WithCorrection(answer.Text, prompt.Prompt.Correction.Replace(ProblemsPlaceholder, string.Join('\n', reading.Problems.Select(p => "- " + p)), StringComparison.Ordinal)),
            };
        }
    }

    private async Task<ModelAnswer> CallAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessageContent> messages = await backend.Service.GetChatMessageContentsAsync(conversation.Messages(), conversation.Settings, cancellationToken: cancellationToken);
        return messages switch
        {
            [{ InnerContent: ModelAnswer answer }, ..] => answer,
            [{ Content: { Length: > 0 } text }, ..] => new ModelAnswer(text, ReplyEnd.Done, backend.Identity.Name, null),
            _ => new ModelAnswer(string.Empty, ReplyEnd.Empty, backend.Identity.Name, null),
        };
    }

    private static Rejection Invalid(RenderedPrompt prompt, ModelAnswer answer, ReplyReading reading, int asks)
    {
        string why = answer.End switch
        {
            ReplyEnd.Length => "was cut off at its token limit; raise max_tokens in a new version of the prompt, or send smaller segments",
            ReplyEnd.Empty => "was empty",

            // The places are said, what stands there is not: it can be document content.
            _ => $"did not fit the prompt's schema in {reading.Problems.Count} {(reading.Problems.Count == 1 ? "place" : "places")}, first at {reading.Problems[0].Split(": found ")[0]}",
        };
        return new Rejection(
            FailureCode.ReplyInvalid,
            $"The reply of {answer.Model} to {prompt.Prompt.Name} {prompt.Prompt.Version} {why} (asked {asks} {(asks == 1 ? "time" : "times")}).");
    }

    /// <summary>One loud line when somebody has to act, until the endpoint answers again.</summary>
    private void Tell(ModelCallException fault)
    {
        if (!ModelOutcomes.NeedsPerson(fault.Fault))
        {
            LogFault(fault.Fault, fault.Message);
        }
        else if (_lastLoud != fault.Fault)
        {
            _lastLoud = fault.Fault;
            LogNeedsPerson(fault.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Sentence}")]
    private partial void LogNeedsPerson(string sentence);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No reply ({Fault}): {Sentence}")]
    private partial void LogFault(ModelFault fault, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "The reply to {Prompt} {Version} ended with {End} and has {Problems} problems; asking again ({Times}).")]
    private partial void LogReask(string prompt, string version, ReplyEnd end, int problems, int times);
}
