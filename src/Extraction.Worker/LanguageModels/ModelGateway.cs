using Extraction.Contracts;
using Extraction.Prompts;
using Extraction.Worker.LanguageModels.Completions;
using Extraction.Worker.LanguageModels.Configuration;
using Extraction.Worker.LanguageModels.Cost;
using Extraction.Worker.LanguageModels.Replies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace Extraction.Worker.LanguageModels;

/// <summary>
/// Asks the model, checks what it says, asks again with the validator's words, and adds up what that took. A question that was answered before is not asked again,
/// and one that is being asked is not asked twice.
/// </summary>
internal sealed partial class ModelGateway(
    ModelBackend backend, ICompletionStore completions, SpendingGuard spending, IOptions<ModelsOptions> options, ILogger<ModelGateway> logger) : IModelGateway
{
    /// <summary>How often a reply that breaks off is asked for again where nothing can be made of its parts.</summary>
    private const int MaxCutReasks = 4;

    private readonly int _maxReasks = options.Value.MaxReasks;
    private readonly bool _keeps = options.Value.Cache && backend.Identity.Name != ModelsOptions.OfflineRules;
    private readonly SharedCalls<Outcome<ModelReply>> _shared = new();
    private ModelFault? _lastLoud;

    public ModelIdentity Model => backend.Identity;

    public bool IsFree => backend.Identity.Name == ModelsOptions.OfflineRules;

    public Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, CancellationToken cancellationToken) => AskAsync(prompt, MaxCutReasks, parts: false, cancellationToken);

    public Task<Outcome<ModelReply>> AskPartAsync(RenderedPrompt prompt, int cutReasks, CancellationToken cancellationToken) => AskAsync(prompt, cutReasks, parts: true, cancellationToken);

    private async Task<Outcome<ModelReply>> AskAsync(RenderedPrompt prompt, int cutReasks, bool parts, CancellationToken cancellationToken)
    {
        if (!_keeps)
        {
            return await ExchangeAsync(prompt, null, cutReasks, parts, cancellationToken);
        }

        string key = CompletionKey.Of(prompt, backend.Identity);
        (Outcome<ModelReply> outcome, bool shared) = await _shared.RunAsync(
            key, async token => await FindAsync(key, prompt, token) ?? await ExchangeAsync(prompt, key, cutReasks, parts, token), cancellationToken);

        // Whoever reads the value may change it.
        return shared && outcome is Outcome<ModelReply>.Done { Value: var reply } ? reply with { Json = reply.Json.DeepClone() } : outcome;
    }

    private async Task<Outcome<ModelReply>?> FindAsync(string key, RenderedPrompt prompt, CancellationToken cancellationToken)
    {
        if (await completions.FindAsync(key, cancellationToken) is not { } paid)
        {
            return null;
        }

        ReplyReading reading = ReplyReading.Of(paid.Text, prompt.Prompt);
        return reading.Json is null || reading.Cut ? null : new Outcome<ModelReply>.Done(new ModelReply(reading.Json, paid.Model, paid.Usage));
    }

    private async Task<Outcome<ModelReply>> ExchangeAsync(RenderedPrompt prompt, string? key, int cutReasks, bool parts, CancellationToken cancellationToken)
    {
        Exchange exchange = new(prompt, _maxReasks, cutReasks);
        ModelUsage usage = ModelUsage.None;
        while (true)
        {
            Outcome<decimal> admitted = await spending.AdmitAsync(prompt, cancellationToken);
            if (admitted is not Outcome<decimal>.Done { Value: var reserved })
            {
                return admitted.PassOn<ModelReply>();
            }

            (ModelAnswer? answer, ModelUsage took, ModelCallException? fault) = await CallAsync(exchange.Conversation, reserved, cancellationToken);
            usage += took;
            ReplyReading? reading = answer is null ? null : Read(prompt, answer);
            bool again = reading is { IsWhole: false } && exchange.AskAgain(answer!, reading);
            ModelReply? reply = again || reading is null ? null : Taken(answer!, reading, parts, usage);
            int failed = took.Calls - (reply is null ? 0 : 1);
            await spending.ChargeAsync(prompt, answer?.Model ?? backend.Identity.Name, took, failed, reserved, cancellationToken);
            if (answer is null)
            {
                Tell(fault!);
                return ModelOutcomes.Of(fault!);
            }

            _lastLoud = null;
            if (reading is null)
            {
                return Refused(prompt, answer);
            }

            if (again)
            {
                LogReask(prompt.Prompt.Name, prompt.Prompt.Version, answer.End, reading.Cut, reading.Problems.Count, exchange.Failed);
                continue;
            }

            if (reply is null)
            {
                return exchange.Invalid(answer, reading);
            }

            if (key is not null && !reply.IsCut)
            {
                await completions.StoreAsync(key, new PaidReply(answer.Model, answer.Text, usage), cancellationToken);
            }

            return reply;
        }
    }

    /// <summary>Null where the model declined, or its reply was withheld: there is nothing to be read then.</summary>
    private ReplyReading? Read(RenderedPrompt prompt, ModelAnswer answer)
    {
        if (answer.End is ReplyEnd.ContentFilter or ReplyEnd.Refusal)
        {
            return null;
        }

        ReplyReading reading = answer.End == ReplyEnd.Empty ? ReplyReading.Empty : ReplyReading.Of(answer.Text, prompt.Prompt);
        if (reading.RepairCount > 0)
        {
            LogRepairs(prompt.Prompt.Name, prompt.Prompt.Version, reading.RepairCount);
        }

        return reading;
    }

    /// <summary>The reply as it is handed on: whole, in part where that is wanted, and one that was mended at the risk of a loss when asking again did not help.</summary>
    private static ModelReply? Taken(ModelAnswer answer, ReplyReading reading, bool parts, ModelUsage usage)
    {
        bool cut = !reading.IsWhole && (reading.Cut || answer.End == ReplyEnd.Length);
        return reading.Json is null || (cut && !parts) ? null : new ModelReply(reading.Json, answer.Model, usage) { IsCut = cut };
    }

    private async Task<(ModelAnswer? Answer, ModelUsage Took, ModelCallException? Fault)> CallAsync(Conversation conversation, decimal reserved, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyList<ChatMessageContent> messages = await backend.Service.GetChatMessageContentsAsync(conversation.Messages(), conversation.Settings, cancellationToken: cancellationToken);
            ModelAnswer answer = messages switch
            {
                [{ InnerContent: ModelAnswer given }, ..] => given,
                [{ Content: { Length: > 0 } text }, ..] => new ModelAnswer(text, ReplyEnd.Done, backend.Identity.Name, null),
                _ => new ModelAnswer(string.Empty, ReplyEnd.Empty, backend.Identity.Name, null),
            };
            ModelUsage took = (answer.Prices ?? backend.Prices).Price(answer.Tokens ?? conversation.Count(answer.Text));
            return (answer, Unanswered(conversation, answer.Unanswered) + took, null);
        }
        catch (ModelCallException fault)
        {
            return (null, Unanswered(conversation, fault.Unanswered), fault);
        }
        catch
        {
            spending.GiveBack(reserved);
            throw;
        }
    }

    /// <summary>What was sent and never answered is paid for as a rule: the prompt by our own count.</summary>
    private ModelUsage Unanswered(Conversation conversation, int tries)
    {
        if (tries == 0)
        {
            return ModelUsage.None;
        }

        ModelUsage one = backend.Prices.Price(conversation.Count(string.Empty));
        return one with { InputTokens = tries * one.InputTokens, Calls = tries, Cost = tries * one.Cost };
    }

    private static Rejection Refused(RenderedPrompt prompt, ModelAnswer answer) => new(
        FailureCode.ModelRefused,
        $"The model {answer.Model} {(answer.End == ReplyEnd.Refusal ? "declined to answer" : "had its reply withheld by the content filter")} ({prompt.Prompt.Name} {prompt.Prompt.Version}).");

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

    [LoggerMessage(Level = LogLevel.Debug, Message = "The reply to {Prompt} {Version} was mended in {Repairs} places.")]
    private partial void LogRepairs(string prompt, string version, int repairs);

    [LoggerMessage(Level = LogLevel.Information, Message = "The reply to {Prompt} {Version} ended with {End} (breaks off: {Cut}) and has {Problems} problems; asking again ({Times}).")]
    private partial void LogReask(string prompt, string version, ReplyEnd end, bool cut, int problems, int times);
}
