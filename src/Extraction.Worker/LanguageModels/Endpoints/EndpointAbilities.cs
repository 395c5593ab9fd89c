namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>What an endpoint was found to take. It starts with what is configured and learns from what is refused.</summary>
/// <param name="Structured">The form of the reply.</param>
/// <param name="NewTokenLimit">Whether the limit is called <c>max_completion_tokens</c>, as reasoning models ask, instead of <c>max_tokens</c>.</param>
/// <param name="Sampling">Whether it takes <c>temperature</c> and <c>seed</c>.</param>
internal sealed record EndpointAbilities(StructuredMode Structured, bool NewTokenLimit, bool Sampling)
{
    /// <summary>One ability less, by what a 400 complained about; null where the complaint is about something else.</summary>
    /// <param name="complaint">Parameter, code and message of the error.</param>
    /// <param name="what">What changes, for the log.</param>
    public EndpointAbilities? Without(string complaint, out string what)
    {
        if (Structured != StructuredMode.None && Names(complaint, "response_format", "json_schema", "json_object", "guided_json"))
        {
            EndpointAbilities less = this with { Structured = Structured - 1 };
            what = $"it refuses the response format `{Structured}`, so `{less.Structured}` is used";
            return less;
        }

        if (!NewTokenLimit && Names(complaint, "max_tokens") && Names(complaint, "max_completion_tokens"))
        {
            what = "it asks for max_completion_tokens instead of max_tokens";
            return this with { NewTokenLimit = true };
        }

        if (Sampling && Names(complaint, "temperature", "seed"))
        {
            what = "it refuses temperature or seed, so neither is sent";
            return this with { Sampling = false };
        }

        what = string.Empty;
        return null;
    }

    private static bool Names(string complaint, params string[] words) => words.Any(w => complaint.Contains(w, StringComparison.OrdinalIgnoreCase));
}
