using Extraction.Worker.LanguageModels.Endpoints;
using Microsoft.SemanticKernel.ChatCompletion;

namespace Extraction.Worker.LanguageModels;

/// <summary>The service that answers, and what the gateway must know of it.</summary>
/// <param name="Service">Who answers.</param>
/// <param name="Identity">As it enters recipe and lineage.</param>
/// <param name="Prices">What it costs.</param>
internal sealed record ModelBackend(IChatCompletionService Service, ModelIdentity Identity, PriceTable Prices);
