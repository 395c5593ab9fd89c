using System.Text.Json.Nodes;
using Extraction.Contracts;

namespace Extraction.Worker.Evaluation.Replies;

/// <summary>A line of a recording.</summary>
/// <param name="Key">What was asked, by <see cref="ReplyKey"/>.</param>
/// <param name="Prompt">The prompt, for people who read the file: name and version.</param>
/// <param name="Identity">The model as it enters the recipe.</param>
/// <param name="Revision">Its revision, likewise.</param>
/// <param name="Model">The model that gave the reply.</param>
/// <param name="Reply">The reply; null where the model gave none that can be used.</param>
/// <param name="Usage">What it took.</param>
/// <param name="Code">Why there is no reply, or null.</param>
/// <param name="Sentence">The sentence that belongs to <paramref name="Code"/>.</param>
internal sealed record RecordedReply(
    string Key,
    string Prompt,
    string Identity,
    string Revision,
    string Model,
    JsonNode? Reply,
    ModelUsage? Usage,
    FailureCode? Code = null,
    string? Sentence = null);
