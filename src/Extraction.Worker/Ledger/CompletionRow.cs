using Extraction.Worker.Storage;

namespace Extraction.Worker.Ledger;

/// <summary>A kept reply as it stands in its table. Rows that were written before there were checksums have none.</summary>
internal sealed record CompletionRow(string Key, string Model, string Reply, string UsageJson, long? Checksum)
{
    public const string Select = "SELECT completion_key AS Key, model AS Model, reply AS Reply, usage_json AS UsageJson, checksum AS Checksum FROM completions";

    /// <summary>Whether it is as it was written.</summary>
    public bool IsWhole => Checksum is null || Checksum == Sum(Key, Model, Reply, UsageJson);

    public static long Sum(string key, string model, string reply, string usageJson) => RowChecksum.Of(key, model, reply, usageJson);

    public StoredCompletion ToCompletion() => new(Key, Model, Reply, UsageJson);
}
