using Extraction.Worker.LanguageModels.Cost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Extraction.Worker.LanguageModels.Configuration;

/// <summary>Binds section <c>Models</c>, and says in a sentence which setting cannot be read or is not known.</summary>
internal sealed class ModelsSection(IConfiguration configuration) : IConfigureOptions<ModelsOptions>
{
    public void Configure(ModelsOptions options)
    {
        IConfigurationSection section = configuration.GetSection(ModelsOptions.Section);
        List<string> problems = [.. Unknown(section, typeof(ModelsOptions))];
        foreach (IConfigurationSection endpoint in section.GetSection(nameof(ModelsOptions.Endpoints)).GetChildren())
        {
            problems.AddRange(Unknown(endpoint, typeof(EndpointOptions)));
        }

        problems.AddRange(Unknown(section.GetSection(nameof(ModelsOptions.Spending)), typeof(SpendingOptions)));
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException e)
        {
            problems.Add($"A setting cannot be read: {e.Message}");
        }

        if (problems.Count > 0)
        {
            throw new OptionsValidationException(ModelsOptions.Section, typeof(ModelsOptions), problems);
        }
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type options)
    {
        string[] known = [.. options.GetProperties().Select(p => p.Name)];
        return section.GetChildren()
            .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is not a setting; the settings here are {string.Join(", ", known)}.");
    }
}
