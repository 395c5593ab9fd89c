using System.Text.Json;
using Extraction.Contracts;
using Extraction.Worker.Ledger;

namespace Extraction.Worker.DeadLetters;

/// <summary>What stands in the detail of an audit entry about a dead letter.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="DeadLetter">The dead letter's key; it is the mark that a replay carries.</param>
/// <param name="Code">Why it had been given up.</param>
/// <param name="Prompt">The prompt that the replay asks for; null for the configured one.</param>
/// <param name="Archive">The file that it went to; null for a replay.</param>
internal sealed record AuditDetail(string? Queue, string? DeadLetter, string? Code, string? Prompt, string? Archive)
{
    public const string Replay = "replay";
    public const string Discard = "discard";

    private static readonly AuditDetail None = new(null, null, null, null, null);

    public string Write() => JsonSerializer.Serialize(this, ContractJson.Options);

    /// <summary>Reads the detail; all fields are null where the entry is about something else.</summary>
    public static AuditDetail Read(AuditEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditDetail>(entry.Detail, ContractJson.Options) ?? None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}
