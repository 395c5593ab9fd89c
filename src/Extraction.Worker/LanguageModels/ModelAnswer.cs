using Extraction.Worker.LanguageModels.Endpoints;

namespace Extraction.Worker.LanguageModels;

/// <summary>What an endpoint answered. It travels as <c>InnerContent</c> of the chat message.</summary>
/// <param name="Text">The reply's text; empty where there is none.</param>
/// <param name="End">How it ended.</param>
/// <param name="Model">The model that the endpoint names.</param>
/// <param name="Tokens">What the endpoint counted; null where it says nothing.</param>
internal sealed record ModelAnswer(string Text, ReplyEnd End, string Model, TokenUse? Tokens)
{
    /// <summary>What the endpoint that answered charges; null for the backend's own prices.</summary>
    public PriceTable? Prices { get; init; }

    /// <summary>Tries before this answer that were sent and never answered.</summary>
    public int Unanswered { get; init; }
}
