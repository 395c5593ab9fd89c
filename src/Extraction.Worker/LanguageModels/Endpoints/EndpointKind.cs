namespace Extraction.Worker.LanguageModels.Endpoints;

/// <summary>The protocol of an endpoint.</summary>
internal enum EndpointKind
{
    AzureOpenAI,
    OpenAI,
}
