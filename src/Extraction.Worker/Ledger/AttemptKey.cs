namespace Extraction.Worker.Ledger;

/// <summary>What attempts are counted by: a message, and which replay of it, because deaths and failures before a replay do not count.</summary>
internal static class AttemptKey
{
    /// <param name="messageId">The sender's id of the message.</param>
    /// <param name="replayOf">The mark of the dead letter that a replay sent again; null for a message that is no replay.</param>
    public static string Of(string messageId, string? replayOf) => replayOf is null ? messageId : $"{messageId}#{replayOf}";
}
