using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ModelServer.Batches;

/// <summary>Files and batches. A batch is worked off when it is asked about for the last of <see cref="Polls"/> times.</summary>
internal sealed class BatchDesk(Func<ChatCall, ServerAnswer> answer)
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonObject> _batches = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private int _ids;

    /// <summary>How often a batch is still in progress when asked about. Default 0.</summary>
    public int Polls { get; set; }

    /// <summary>How every batch ends: <c>completed</c> (default), <c>failed</c> or <c>expired</c>.</summary>
    public string Ends { get; set; } = "completed";

    /// <summary>How many batches were created.</summary>
    public int Count => _batches.Count;

    public JsonObject AddFile(byte[] content, string name, string purpose)
    {
        string id = NextId("file");
        _files[id] = content;
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = "file",
            ["bytes"] = content.Length,
            ["created_at"] = 1,
            ["filename"] = name,
            ["purpose"] = purpose,
            ["status"] = "processed",
        };
    }

    public byte[]? File(string id) => _files.GetValueOrDefault(id);

    public JsonObject? Create(JsonObject request)
    {
        string? input = request["input_file_id"]?.GetValue<string>();
        if (input is null || !_files.ContainsKey(input))
        {
            return null;
        }

        JsonObject batch = new()
        {
            ["id"] = NextId("batch"),
            ["object"] = "batch",
            ["endpoint"] = request["endpoint"]?.GetValue<string>(),
            ["input_file_id"] = input,
            ["completion_window"] = request["completion_window"]?.GetValue<string>(),
            ["status"] = "validating",
            ["created_at"] = 1,
            ["metadata"] = request["metadata"]?.DeepClone(),
            ["request_counts"] = new JsonObject { ["total"] = 0, ["completed"] = 0, ["failed"] = 0 },
        };
        _batches[batch["id"]!.GetValue<string>()] = batch;
        return (JsonObject)batch.DeepClone();
    }

    public JsonObject? Look(string id)
    {
        lock (_gate)
        {
            if (!_batches.TryGetValue(id, out JsonObject? batch))
            {
                return null;
            }

            int polls = batch["polls"]?.GetValue<int>() ?? 0;
            batch["polls"] = polls + 1;
            if (polls < Polls)
            {
                batch["status"] = "in_progress";
            }
            else if (batch["output_file_id"] is null && Ends is not "failed")
            {
                Work(batch);
            }

            if (polls >= Polls)
            {
                batch["status"] = Ends;
            }

            return (JsonObject)batch.DeepClone();
        }
    }

    public JsonArray List() => [.. _batches.Values.Select(batch => batch.DeepClone())];

    private void Work(JsonObject batch)
    {
        StringBuilder output = new();
        StringBuilder errors = new();
        int failed = 0;
        string[] lines = Encoding.UTF8.GetString(_files[batch["input_file_id"]!.GetValue<string>()]).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // An expired batch has done half of its work; answers come in another order than the requests.
        foreach (string line in (Ends == "expired" ? lines.Take(lines.Length / 2) : lines).Reverse())
        {
            JsonObject request = JsonNode.Parse(line)!.AsObject();
            ChatCall call = new(request["url"]!.GetValue<string>(), null, null, request["body"]!.AsObject());
            ServerAnswer answered = answer(call);
            JsonNode body = answered.Body is string written ? JsonNode.Parse(written)! : ChatCompletion.Write(call, answered);
            JsonObject result = new()
            {
                ["id"] = NextId("batch_req"),
                ["custom_id"] = request["custom_id"]!.GetValue<string>(),
                ["response"] = new JsonObject { ["status_code"] = answered.Status, ["request_id"] = NextId("req"), ["body"] = body },
                ["error"] = null,
            };
            failed += answered.Status == 200 ? 0 : 1;
            (answered.Status == 200 ? output : errors).AppendLine(result.ToJsonString());
        }

        batch["output_file_id"] = Keep(output);
        batch["error_file_id"] = errors.Length > 0 ? Keep(errors) : null;
        batch["request_counts"] = new JsonObject { ["total"] = lines.Length, ["completed"] = lines.Length - failed, ["failed"] = failed };
    }

    private string Keep(StringBuilder lines)
    {
        string id = NextId("file");
        _files[id] = Encoding.UTF8.GetBytes(lines.ToString());
        return id;
    }

    private string NextId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{Interlocked.Increment(ref _ids)}");
}
