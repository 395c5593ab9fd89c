using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.LanguageModels.Configuration;

/// <summary>Checks section <c>Models</c> at start.</summary>
internal sealed class ModelsOptionsValidator(IConfiguration configuration) : IValidateOptions<ModelsOptions>
{
    public ValidateOptionsResult Validate(string? name, ModelsOptions options)
    {
        List<string> problems = [];
        if (options.MaxReasks is < 0 or > 5)
        {
            problems.Add("Models:MaxReasks must be from 0 to 5.");
        }

        if (options.Endpoints.ContainsKey(ModelsOptions.OfflineRules))
        {
            problems.Add($"Models:Endpoints:{ModelsOptions.OfflineRules} cannot be an endpoint: the name is the rule-based reader's; choose another.");
        }

        if (options.Use != ModelsOptions.OfflineRules && !options.Endpoints.ContainsKey(options.Use))
        {
            string known = string.Join(", ", options.Endpoints.Keys.Order(StringComparer.Ordinal).Prepend(ModelsOptions.OfflineRules));
            problems.Add($"Models:Use is `{options.Use}`, which Models:Endpoints does not hold; set it to one of: {known}.");
        }

        EndpointReader reader = new(configuration);
        foreach ((string endpoint, EndpointOptions settings) in options.Endpoints)
        {
            reader.Read(endpoint, settings, string.Equals(endpoint, options.Use, StringComparison.OrdinalIgnoreCase), problems);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
