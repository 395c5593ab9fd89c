using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;

namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>What a failed call means, in a sentence that says what to do.</summary>
internal sealed class EndpointFaults(Endpoint endpoint, TimeProvider time)
{
    /// <summary>An answer with an error status.</summary>
    public ModelCallException Of(PipelineResponse response, EndpointError error)
    {
        TimeSpan? wait = RetryAfter.Read(response.Headers, time.GetUtcNow());
        string status = Status(response.Status, error);
        return OfPrompt(endpoint, response.Status, error) ?? response.Status switch
        {
            429 when error.Code.Contains("insufficient_quota", StringComparison.OrdinalIgnoreCase) =>
                new(ModelFault.QuotaSpent, $"The account of the model endpoint {endpoint} has no quota left ({status}); raise it with the provider or set Models:Use to another endpoint.", wait),
            429 => new(ModelFault.Throttled, $"The model endpoint {endpoint} asks to wait ({status}).", wait),
            401 or 403 => new(ModelFault.Unauthorised, $"The model endpoint {endpoint} refuses the {Credential} ({status}); {Remedy}.", wait),
            404 => new(
                ModelFault.NotFound,
                $"The model endpoint {endpoint} knows no {(endpoint.Kind == EndpointKind.AzureOpenAI ? "deployment" : "model or path")} for `{endpoint.Model}` ({status}); correct {endpoint.Setting("Model")} or {endpoint.Setting("Address")}.",
                wait),
            408 or >= 500 => new(ModelFault.Down, $"The model endpoint {endpoint} failed ({status}).", wait),
            _ => new(
                ModelFault.BadRequest,
                $"The model endpoint {endpoint} refuses the request ({status}{(error.Parameter.Length > 0 ? $", parameter {error.Parameter}" : string.Empty)}); check that {endpoint.Setting("Kind")}, Address and Model fit each other.",
                wait),
        };
    }

    /// <summary>What is wrong with the prompt, in an answer with an error status; null where it is something else.</summary>
    public static ModelCallException? OfPrompt(Endpoint endpoint, int status, EndpointError error) => status switch
    {
        413 or 400 when status == 413 || IsContext(error) => new(
            ModelFault.ContextTooLong,
            $"The prompt does not fit the context of the model at {endpoint} ({Status(status, error)}); send smaller segments or use a model with a longer context."),
        400 when IsFilter(error) => new(ModelFault.ContentFiltered, $"The content filter of the model endpoint {endpoint} declined the prompt ({Status(status, error)})."),
        _ => null,
    };

    /// <summary>A call that brought no answer.</summary>
    public ModelCallException Of(Exception exception) => exception switch
    {
        OperationCanceledException => new(
            ModelFault.TimedOut,
            string.Create(CultureInfo.InvariantCulture, $"The model endpoint {endpoint} did not answer within {endpoint.Timeout.TotalSeconds} s ({endpoint.Setting("TimeoutSeconds")})."),
            inner: exception),
        Azure.Identity.AuthenticationFailedException => new(
            ModelFault.Unauthorised, $"Entra ID gave no token for the model endpoint {endpoint}; {Remedy}.", inner: exception),
        ClientResultException or HttpRequestException or IOException => new(
            ModelFault.Down, $"The model endpoint {endpoint} cannot be reached or broke the connection off ({Kind(exception)}); check {endpoint.Setting("Address")} and the network.", inner: exception),
        _ => throw new InvalidOperationException("This exception is no fault of an endpoint.", exception),
    };

    public static bool IsFault(Exception exception) =>
        exception is OperationCanceledException or Azure.Identity.AuthenticationFailedException or ClientResultException or HttpRequestException or IOException;

    /// <summary>An answer that is not the protocol's.</summary>
    public ModelCallException NotJson(PipelineResponse response)
    {
        response.Headers.TryGetValue("content-type", out string? type);
        return new(
            ModelFault.NotJson,
            $"The model endpoint {endpoint} answered {response.Status} with something that is not a chat completion (content type {type ?? "none"}); check {endpoint.Setting("Address")} and any proxy before it.");
    }

    private string Credential => endpoint.UsesEntra ? "Entra ID identity" : "key";

    private string Remedy => endpoint.UsesEntra
        ? $"give the worker's identity the role Cognitive Services OpenAI User on the resource, or set {endpoint.Setting("Auth")} to key"
        : $"set the environment variable {endpoint.KeyFrom} to a valid key of this endpoint, or correct {endpoint.Setting("Address")}";

    private static bool IsContext(EndpointError error) =>
        error.Code.Contains("context_length", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("maximum context length", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("context window", StringComparison.OrdinalIgnoreCase);

    private static bool IsFilter(EndpointError error) =>
        error.Code.Contains("content_filter", StringComparison.OrdinalIgnoreCase)
        || error.Code.Contains("content_policy", StringComparison.OrdinalIgnoreCase)
        || error.Code.Contains("ResponsibleAIPolicyViolation", StringComparison.OrdinalIgnoreCase)
        || error.Code.Contains("data_inspection_failed", StringComparison.OrdinalIgnoreCase);

    private static string Status(int status, EndpointError error) => string.Create(CultureInfo.InvariantCulture, $"{status} {error.Code}").TrimEnd();

    private static string Kind(Exception exception)
    {
        Exception deepest = exception.GetBaseException();
        return deepest is System.Net.Sockets.SocketException socket ? socket.SocketErrorCode.ToString() : deepest.GetType().Name;
    }
}
