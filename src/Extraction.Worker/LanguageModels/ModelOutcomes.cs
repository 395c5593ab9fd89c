using Extraction.Contracts;

namespace Extraction.Worker.LanguageModels;

/// <summary>What becomes of the message when a call brought no reply.</summary>
internal static class ModelOutcomes
{
    public static Outcome<ModelReply> Of(ModelCallException fault) => fault.Fault switch
    {
        ModelFault.ContentFiltered => new Rejection(FailureCode.ModelRefused, fault.Message),
        ModelFault.ContextTooLong => new Rejection(FailureCode.DocumentTooLarge, fault.Message),
        ModelFault.BadRequest => new RetryReason(fault.Message, fault.RetryAfter, CostsAttempt: true),
        _ => new RetryReason(fault.Message, fault.RetryAfter),
    };

    /// <summary>Whether somebody has to change a setting before the endpoint can answer again.</summary>
    public static bool NeedsPerson(ModelFault fault) =>
        fault is ModelFault.Unauthorised or ModelFault.NotFound or ModelFault.QuotaSpent or ModelFault.NotJson or ModelFault.BadRequest;
}
