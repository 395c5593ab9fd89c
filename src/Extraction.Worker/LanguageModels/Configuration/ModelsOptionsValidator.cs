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

        foreach ((string setting, decimal amount) in new[] { ("PerDocument", options.Spending.PerDocument), ("PerDay", options.Spending.PerDay) })
        {
            if (amount < 0)
            {
                problems.Add($"Models:Spending:{setting} is negative; set it to an amount, or to 0 for no limit.");
            }
        }

        if (options.Endpoints.ContainsKey(ModelsOptions.OfflineRules))
        {
            problems.Add($"Models:Endpoints:{ModelsOptions.OfflineRules} cannot be an endpoint: the name is the rule-based reader's; choose another.");
        }

        if (options.LongestWaitSeconds is not (>= 0 and <= 3600))
        {
            problems.Add("Models:LongestWaitSeconds must be from 0 to 3600.");
        }

        if (options.Retries is < 0 or > 10)
        {
            problems.Add("Models:Retries must be from 0 to 10.");
        }

        if (options.InUse.Count > 1 && options.InUse.Contains(ModelsOptions.OfflineRules))
        {
            problems.Add($"Models:Use names {ModelsOptions.OfflineRules} beside endpoints; the rule-based reader never stands in for a model, so name it alone or leave it out.");
        }

        string known = string.Join(", ", options.Endpoints.Keys.Order(StringComparer.Ordinal).Prepend(ModelsOptions.OfflineRules));
        foreach (string used in options.InUse.DefaultIfEmpty(string.Empty).Where(used => used != ModelsOptions.OfflineRules && !options.Endpoints.ContainsKey(used)))
        {
            problems.Add($"Models:Use is `{used}`, which Models:Endpoints does not hold; set it to one of: {known}.");
        }

        EndpointReader reader = new(configuration);
        foreach ((string endpoint, EndpointOptions settings) in options.Endpoints)
        {
            reader.Read(endpoint, settings, options.InUse.Contains(endpoint, StringComparer.OrdinalIgnoreCase), problems);
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
